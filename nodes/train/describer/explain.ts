import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainDescriber } from './node';

export const explain: Explanation<typeof trainDescriber> = {
  more: 'The first of two stages. An encoder that learned pictures and words together sees what is in a picture; a language model can write. Between them a small network, the projector, makes of what is seen a few tokens that stand before the words, as if they had been read. Only the projector learns here, from captions, and from questions with answers where captions have lines with a question mark: what stands before the mark is given, what stands behind it is learned.',
  formula: 'loss = −Σ log p(wordₜ | projector(seen), question, earlier words)',
  lookAt: 'What it says of pictures that were put aside, at each look: first the grammar, then the right words.',
  source: 'Liu et al. 2023 (LLaVA, section 4.2, stage 1)',
  params: {
    places: 'Tokens that stand for a picture, before its words. They take room in the language model’s context.',
    hidden: 'Numbers between what is seen and the tokens.',
    ...describerHelps(),
  },
  inputs: {
    encoder: 'Of “Train pictures and words”. What it sees before its last projection is used.',
    model: 'Of “Train language model”, best of “Captions as text”. Its tokenizer must know the end of a line.',
    examples: 'With a caption each; further lines may ask and answer.',
  },
};

function describerHelps() {
  const { samples: _samples, average: _average, ...helps } = exampleTrainingHelps;
  return { ...helps, batchSize: 'Captions or questions that one step learns from.' };
}
