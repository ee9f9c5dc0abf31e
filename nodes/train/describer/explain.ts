import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainDescriber } from './node';

export const explain: Explanation<typeof trainDescriber> = {
  more: 'The first of two stages. A classifier has learned to see: before it sums a picture up it has a grid of cells, each of which tells what is there. A language model can write. Between them a small network, the projector, makes a token of each cell, and these stand before the words as if they had been read. Or, as in Flamingo, the words look at these tokens from between the blocks, through new layers whose gates are closed at first: then projector and these layers learn, and the language model says at the beginning exactly what it said before. Nothing else learns here, from captions, and from questions with answers where captions have lines with a question mark: what stands before the mark is given, what stands behind it is learned.',
  formula:
    'loss = −Σ log p(wordₜ | projector(seen), question, earlier words); between blocks: x + tanh(α) · attention(x → projector(seen)), then x + tanh(β) · feed-forward(x), α = β = 0 at the start',
  lookAt: 'What it says of pictures that were put aside, at each look: first the grammar, then the right words.',
  source:
    'Liu et al. 2023 (LLaVA, section 4.2, stage 1); Liu et al. 2024 (LLaVA-1.5); Alayrac et al. 2022 (Flamingo: perceiver resampler, gated cross-attention); Li et al. 2023 (BLIP-2)',
  params: {
    projector:
      'A token of each cell is LLaVA’s way. Or learned tokens look at all cells and take what they need, which is a perceiver resampler (Flamingo), much like the Q-Former of BLIP-2: a fine grid of many cells still takes little room before the words.',
    queries: 'However many cells there are, a picture becomes so many tokens.',
    reads:
      'Before its words: tokens of the picture take room there, and every layer of the language model reads them as words. Between its blocks: a gated cross-attention layer before each block looks at them, which leaves all room to the words and the language model as it was, but has more to learn.',
    hidden: 'Numbers between the two layers of the projector, which LLaVA-1.5 has. 0: one layer, as LLaVA had first.',
    ...describerHelps(),
  },
  inputs: {
    classifier:
      'Of “Train classifier”. Each cell of its last grid becomes a token: with few halvings there are many, which take time.',
    model: 'Of “Train language model”, best of “Captions as text”. Its tokenizer must know the end of a line.',
    examples: 'With a caption each; further lines may ask and answer.',
  },
};

function describerHelps() {
  const { samples: _samples, average: _average, ...helps } = exampleTrainingHelps;
  return { ...helps, batchSize: 'Captions or questions that one step learns from.' };
}
