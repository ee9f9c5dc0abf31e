/**
 * A class-conditional GAN of convolutions on 9,000 digits of MNIST, and how often the rarest digit comes up among 2,000 that it makes, by a classifier's
 * judgement. In Node on wasm, through the nodes of the product. `npm run bench -- quality-gan [--untold]`
 */
import { runInNode } from './support/in-node';

await runInNode('quality-gan');
