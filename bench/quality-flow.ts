/**
 * A normalising flow on two moons against a mixture of 64 Gaussians that EM fitted to the same points: how well each expects points that it has not
 * seen. In Node on wasm, through the nodes of the product. `npm run bench -- quality-flow`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-flow');
