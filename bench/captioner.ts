/**
 * “A model that describes what it sees”, as it stands: in how many held-out pictures of shapes it tells every attribute, and how many questions it answers. In
 * Node on wasm. `npm run bench -- captioner`
 */
import { runInNode } from './support/in-node';

await runInNode('captioner');
