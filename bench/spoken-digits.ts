/**
 * Spoken digits, recordings of two people with one take in five put aside: how many a classifier recognises, and how many of those that a diffusion model makes,
 * played by Griffin–Lim; and how near the numerics are to librosa's. In Node on wasm, through the nodes of the product. `npm run bench -- spoken-digits`; with
 * `recognise` behind it only the first, and with `recognise ast` by an audio spectrogram transformer.
 */
import { runInNode } from './support/in-node';

await runInNode('spoken-digits');
