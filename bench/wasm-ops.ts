/** Ops beside the products on wasm, TF.js's own against ours, in Node. `npm run bench -- wasm-ops` */
import { runInNode } from './support/in-node';

await runInNode('wasm-ops');
