/**
 * A small Glow on MNIST: the bits that it needs for each pixel of digits that it has not seen. In Node on wasm, through the nodes of the product.
 * `npm run bench -- quality-flow-images`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-flow-images');
