import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Examples } from '@/graph';
import { splitExamples } from '@/nodes/prepare/split-examples/node';
import { run as split } from '@/nodes/prepare/split-examples/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as readImages } from '@/nodes/source/images/run';
import { testContext } from '@/tests/nodes/support';

const FOLDER = '../shared/data/images';

/** 10,000 images of MNIST: 9,000 to learn from and 1,000 put aside, as the program's own nodes read and split them. */
export async function mnistParts(): Promise<{ readonly training: Examples; readonly validation: Examples }> {
  return split({ examples: await mnist() }, splitExamples.params.parse({ validation: 0.1 }), testContext());
}

async function mnist(): Promise<Examples> {
  const files = new Map<string, Uint8Array>();
  const file = (name: string) => {
    const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}`));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.set(sha256, bytes);
    return { name, size: bytes.length, sha256 };
  };
  const chosen = {
    origin: 'mnist',
    images: file('mnist-t10k-images-idx3-ubyte.gz'),
    labels: file('mnist-t10k-labels-idx1-ubyte.gz'),
    count: 10_000,
  };
  return (await readImages({}, sourceImages.params.parse(chosen), testContext({ files }))).examples;
}
