/**
 * LoRA of rank 8 against fine-tuning all weights: a character-level GPT that learned tiny Shakespeare goes on to the word problems of GSM8K, both ways in as
 * many steps. In Node on wasm. `npm run bench -- lora [base steps] [domain steps]`
 */
import { runInNode } from './support/in-node';

await runInNode('lora');
