/**
 * Latent diffusion on captioned shapes, as the template has it: how often what is made is what was asked for, and what the VAE alone loses. In Node on wasm,
 * through the nodes of the product. `npm run bench -- quality-latent`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-latent');
