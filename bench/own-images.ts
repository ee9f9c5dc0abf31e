/**
 * “Four families, one data set” with its points swapped for a folder of 300 pictures, as somebody would who sees it for the first time: the fix that the
 * page offers, the four trainings, and the report. In Node on wasm. `npm run bench -- own-images`; `--pictures` keeps what was made in
 * dist/bench/own-images, `--only=d,g` takes diffusion and the GAN alone, `--steps=10` cuts trainings short.
 */
import { runInNode } from './support/in-node';

await runInNode('own-images');
