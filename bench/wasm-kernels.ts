/** Matrix products on wasm, TF.js's own against ours, in Node and in Chromium. `npm run bench -- wasm-kernels [--ours]` */
import { runInChromium } from './support/in-chromium';
import { runInNode } from './support/in-node';

console.log('in Node');
await runInNode('wasm-kernels');
console.log('in Chromium');
await runInChromium('wasm-kernels', process.argv.slice(2));
