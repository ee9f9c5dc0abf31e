import type { Explanation } from '@/graph';
import type { insertCanaries } from './node';

export const explain: Explanation<typeof insertCanaries> = {
  more: 'A language model may learn passages by heart, and with them what should have stayed private. Canaries measure that: sentences with a random secret that stands nowhere else, hidden in the text that a model learns from. Each is a document of its own at a random place. Those that are put in 0 times are the control: no model can know them. Insert them after splitting, into the training part, and learn the tokenizer from the text that has them, so that it knows their signs.',
  lookAt: 'The table: whose secret is what, and how often it was put in. “Memorisation” takes it.',
  source: 'Carlini et al. 2019, “The Secret Sharer”',
  params: {
    sentence: '{who} becomes a made-up name, another for each secret, and {secret} the secret.',
    length: 'A secret of six digits is one of a million.',
    times: 'Numbers with commas between.',
    secrets: 'Another number makes other secrets and names.',
  },
};
