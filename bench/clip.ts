/**
 * Two encoders that learn pictures and words together: in how many of 100 held-out pictures, all with different captions, the own caption lies nearest of
 * all, and the other way; and the same of combinations of colour and shape that were never seen. In Node on wasm, through the nodes of the product.
 * `npm run bench -- clip`
 */
import { runInNode } from './support/in-node';

await runInNode('clip');
