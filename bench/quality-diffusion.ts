/**
 * Diffusion on MNIST's digits, through the nodes of the product, in Node on wasm: whether a U-Net makes the digit that it is asked for, how far what it makes
 * lies from real digits beside a VAE's, and what few steps cost; and how far what a student of it makes in 2 steps lies, beside itself.
 * `npm run bench -- quality-diffusion [many|few]`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-diffusion');
