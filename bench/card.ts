/**
 * What a graphics card makes of training and writing on WebGPU, in Node through Dawn: TF.js's own programs, with ours, and in half precision; and whether
 * ours are right on it. `npm run bench -- card [--small]`
 */
import { startDawn } from './support/dawn';
import { runInNode } from './support/in-node';

const started = await startDawn();
if (started) {
  console.log(started.name);
  await runInNode('card');
} else console.log('Nothing is measured: Dawn runs, but it finds no adapter.');
// Dawn's threads would keep the process.
process.exit(0);
