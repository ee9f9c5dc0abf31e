/**
 * How near a trained policy and a few rules come to the proven optimum, on episodes that nobody learned from: shifts to be planned anew, and deliveries. In
 * Node on wasm, through the nodes of the product. `npm run bench -- worlds [shifts|deliveries|shop-floor]`
 */
import { runInNode } from './support/in-node';

await runInNode('worlds');
