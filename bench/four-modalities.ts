/**
 * The template “One transformer, four modalities” on WebAssembly under Node: the held-out loss of each modality, how often a completed or drawn picture is what it
 * should be (judged by a classifier) and a picture is called what it is, melodies in key and of whole bars, and how far a motion is from the true one. The bars
 * are ours. `npm run bench -- four-modalities`
 */
import { runInNode } from './support/in-node';

await runInNode('four-modalities');
