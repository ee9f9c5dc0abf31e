/**
 * Eight Gaussians learned by diffusion, and distilled to few steps: how far what the students make in 1, 2 and 4 steps lies from points that nobody has seen,
 * beside what the teacher makes in 250 steps, and in as few. Three seeds. In Node on wasm, through the nodes of the product.
 * `npm run bench -- quality-distillation [consistency|progressive]`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-distillation');
