import { readFileSync } from 'node:fs';
import { fileOf } from '@/tests/nodes/support';

/** A file of the public data beside the repository, as a user would have given it: `images/mnist.gz`. */
export const sharedFile = (path: string) =>
  fileOf(path.split('/').at(-1) ?? path, new Uint8Array(readFileSync(`../shared/data/${path}`)));
