/**
 * Quantisation after training: a character-level GPT that learned tiny Shakespeare, in 8 and 4 bits: its perplexity on unseen text and the bytes that it is
 * stored in, beside those of float32. In Node on wasm. `npm run bench -- compress [steps]`
 */
import { runInNode } from './support/in-node';

await runInNode('compress');
