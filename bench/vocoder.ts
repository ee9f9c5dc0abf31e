/**
 * A vocoder that learned from recordings of spoken digits, take 4 of each digit and speaker put aside, beside Griffin–Lim: how far sounds that are made of the
 * spectrograms of those put aside are from the recordings. In Node on wasm, through the nodes of the product. `npm run bench -- vocoder`
 */
import { runInNode } from './support/in-node';

await runInNode('vocoder');
