/**
 * Facts that two small classifiers read of sentences whose names, and a fifth of whose combinations of relations, are in nothing that they learned from.
 * In Node on wasm, through the nodes of the template. `npm run bench -- triples [how many mistakes to print]`
 */
import { runInNode } from './support/in-node';

await runInNode('triples');
