/**
 * A small language model learns to write molecules, a predictor learns a property of them, and the first is rewarded for what the second says: valid, unique and novel
 * of 1,000 before, how well the predictor foretells, and how far the mean of the computed property moved after. Through the nodes of the product and the numbers of the template, in Node on wasm. `npm run bench -- molecules`
 */
import { runInNode } from './support/in-node';

await runInNode('molecules');
