/**
 * A classifier of one small block on 2,000 built-in requests, and a guard by it: what it refuses of 600 others that should be refused, and of those that should
 * not, for each category. In Node on wasm, through the nodes of the product. `npm run bench -- quality-guards`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-guards');
