/** A GPT training step on wasm, in Node and in Chromium. `npm run bench -- gpt-step [--plain] [--shapes]` */
import { runInChromium } from './support/in-chromium';
import { runInNode } from './support/in-node';

console.log('in Node');
await runInNode('gpt-step');
console.log('in Chromium');
await runInChromium('gpt-step', process.argv.slice(2));
