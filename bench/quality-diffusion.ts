/**
 * Diffusion on MNIST's digits, through the nodes of the product, in Node on wasm: whether a U-Net makes the digit that it is asked for, how far what it makes
 * lies from real digits beside a VAE's, and what few steps cost. `npm run bench -- quality-diffusion`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-diffusion');
