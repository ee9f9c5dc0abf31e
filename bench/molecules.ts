/**
 * A small language model learns to write molecules, and is then rewarded for a property: valid, unique and novel of 1,000 before, and how far the mean of the
 * property moved after. Through the nodes of the product and the numbers of the template, in Node on wasm. `npm run bench -- molecules`
 */
import { runInNode } from './support/in-node';

await runInNode('molecules');
