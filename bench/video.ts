/**
 * The template “Moving shapes from text”, run whole and asked for every colour with every motion, those among them that it has never seen together. In Node on wasm,
 * through the nodes of the product. `npm run bench -- video`
 */
import { runInNode } from './support/in-node';

await runInNode('video');
