/**
 * A model that describes pictures: an encoder that learned pictures and words, a language model that learned to write, and a projector between them, in two
 * stages. In how many held-out pictures of shapes it tells every attribute, and how many questions it answers. In Node on wasm, through the nodes of the
 * product. `npm run bench -- captioner`
 */
import { runInNode } from './support/in-node';

await runInNode('captioner');
