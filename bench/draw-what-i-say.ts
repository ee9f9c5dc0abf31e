/**
 * The template “Draw what I say”, asked for more pictures: of how many the classifiers that were trained beside say that everything is as the caption says, of
 * what was seen in training and of combinations of colour and shape that never were. In Node on wasm, through the nodes of the product.
 * `npm run bench -- draw-what-i-say`
 */
import { runInNode } from './support/in-node';

await runInNode('draw-what-i-say');
