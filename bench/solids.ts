/**
 * “Invent a solid”, whole, and the numerics under it. In Node on wasm, through the nodes of the product. `npm run bench -- solids`
 */
import { runInNode } from './support/in-node';

await runInNode('solids');
