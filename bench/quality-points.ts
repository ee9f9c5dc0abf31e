/**
 * Eight Gaussians learned by a Wasserstein GAN, by diffusion and by flow matching, three seeds each: how many modes each finds, and how many of the points
 * that it makes lie within three deviations of one. In Node on wasm, through the nodes of the product. `npm run bench -- quality-points [gan|diffusion|flow-matching]`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-points');
