/**
 * A small language model trained here, aligned by PPO with a rule and by DPO on pairs that the same rule ranked: reward on prompts put aside, divergence,
 * perplexity of plain text, win rate against the start. In Node on wasm, through the nodes of the product. `npm run bench -- rlhf`
 */
import { runInNode } from './support/in-node';

await runInNode('rlhf');
