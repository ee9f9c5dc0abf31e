import type { Explanation } from '@/graph';
import type { llmFacts } from './node';

export const explain: Explanation<typeof llmFacts> = {
  more: 'The model is asked for the facts of each text as JSON. Services that can are told the schema, and then cannot write anything else; of others, whatever JSON stands in the answer is read, a list or an object a line. What is no fact is left out and counted, and so are facts about names that the text does not have: a large model knows much of the world that the text does not say.',
  lookAt: 'The messages of this node: how many answers held no facts, and how many facts were left out, and why.',
  source: 'Wei et al. 2023 (zero-shot information extraction by chat); JSON Schema 2020-12',
  params: {
    types: 'What entities may be. A fact with another type is left out.',
    relations: 'What may be said. A fact with another relation is left out.',
    stands: 'Case does not matter. Off: what the model knows besides the text comes in too.',
  },
};
