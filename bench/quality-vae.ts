/**
 * A VAE of 20 numbers on 9,000 images of MNIST, and how many nats it needs for an image of the 1,000 that were put aside. In Node on wasm, through the
 * nodes of the product. `npm run bench -- quality-vae`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-vae');
