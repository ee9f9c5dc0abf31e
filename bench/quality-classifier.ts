/**
 * A classifier of digits, trained on 9,000 images of MNIST, and how many of the 1,000 that were put aside it tells. In Node on wasm, through the nodes of
 * the product. `npm run bench -- quality-classifier`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-classifier');
