/**
 * The template “Melody continues” with 200 melodies kept aside, on WebAssembly under Node: how much of what the model writes on is a melody at all, stays in
 * key, fills its bars and comes home, and how much of it the model knows by heart.
 * `npm run bench -- melodies`
 */
import { runInNode } from './support/in-node';

await runInNode('melodies');
