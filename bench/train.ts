/** What a GPT training step on wasm asks of the machine's memory, in Node and in Chromium. `npm run bench -- train [--kernels]` */
import { runInChromium } from './support/in-chromium';
import { runInNode } from './support/in-node';

console.log('in Node');
await runInNode('train');
console.log('in Chromium');
await runInChromium('train', process.argv.slice(2));
