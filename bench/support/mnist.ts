import type { Examples } from '@/graph';
import { splitExamples } from '@/nodes/prepare/split-examples/node';
import { run as split } from '@/nodes/prepare/split-examples/run';
import { sourceImages } from '@/nodes/source/images/node';
import { run as readImages } from '@/nodes/source/images/run';
import { testContext } from '@/tests/nodes/support';
import { sharedFile } from './shared';

/** 10,000 images of MNIST: 9,000 to learn from and 1,000 put aside, as the program's own nodes read and split them. */
export async function mnistParts(): Promise<{ readonly training: Examples; readonly validation: Examples }> {
  return split({ examples: await mnist() }, splitExamples.params.parse({ validation: 0.1 }), testContext());
}

async function mnist(): Promise<Examples> {
  const images = sharedFile('images/mnist-t10k-images-idx3-ubyte.gz');
  const labels = sharedFile('images/mnist-t10k-labels-idx1-ubyte.gz');
  const chosen = { origin: 'mnist', images: images.file, labels: labels.file, count: 10_000 };
  const context = testContext({ files: new Map([...images.files, ...labels.files]) });
  return (await readImages({}, sourceImages.params.parse(chosen), context)).examples;
}
