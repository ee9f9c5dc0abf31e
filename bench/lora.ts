/**
 * LoRA of rank 8 against fine-tuning all weights. A character-level GPT that has read speeches and plays goes on to 30 word problems of GSM8K: a small set,
 * in other words and another form than it knows, as what people fine-tune on is. Both ways take as many steps of as many tokens. Either may choose among
 * three learning rates and stop where it is best, on problems that are set aside for that; what is compared is the loss on others that neither has seen.
 * In Node on wasm. `npm run bench -- lora [base steps] [domain steps]`
 */
import { runInNode } from './support/in-node';

await runInNode('lora');
