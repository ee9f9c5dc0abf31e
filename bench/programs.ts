/**
 * The template “Programs that pass their tests” with 200 tasks asked, on WebAssembly under Node: the share of programs, written at the first attempt, that pass
 * all of their tests (pass@1, greedy).
 * `npm run bench -- programs`
 */
import { runInNode } from './support/in-node';

await runInNode('programs');
