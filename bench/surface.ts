/**
 * Solids that a network learns as distances from places: from bare coordinates, through Fourier features, and from three planes; how near the surface comes that marching
 * cubes finds in it. In Node on wasm, through the nodes of the product. `npm run bench -- surface [table|mug|several]`
 */
import { runInNode } from './support/in-node';

await runInNode('surface');
