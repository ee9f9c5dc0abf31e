/**
 * The template “Latent video”, run whole and asked for every colour with every motion, those among them that it has never seen together. In Node on wasm, through
 * the nodes of the product. `npm run bench -- latent-video`
 */
import { runInNode } from './support/in-node';

await runInNode('latent-video');
