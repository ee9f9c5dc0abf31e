/**
 * Runs a template once under Node, on WebAssembly, and prints what its card on the home page may show; that is put into `app/templates/results.ts` by hand.
 * `npm run bench -- template points-diffusion`
 */
import { runInNode } from './support/in-node';

await runInNode('template');
