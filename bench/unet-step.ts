/** A U-Net training step on wasm, in Node and in Chromium. `npm run bench -- unet-step [--shapes] [--alone]` */
import { runInChromium } from './support/in-chromium';
import { runInNode } from './support/in-node';

console.log('in Node');
await runInNode('unet-step');
console.log('in Chromium');
await runInChromium('unet-step', process.argv.slice(2));
