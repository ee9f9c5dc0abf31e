/**
 * “A model that explains a chart”, as it stands: in how many held-out charts it tells every attribute, and how many questions it answers. In Node on wasm.
 * `npm run bench -- charts`
 */
import { runInNode } from './support/in-node';

await runInNode('charts');
