import type { Explanation } from '@/graph';
import type { generateText } from './node';

export const explain: Explanation<typeof generateText> = {
  more: 'A language model gives a probability for every token that could come next. How the next one is chosen is not part of the model: it is decoding, and it decides whether a text is dull, lively or nonsense. The trace shows the likeliest candidates at each step and which of them the strategy ruled out.',
  formula: 'p(t) = softmax(logits / temperature), cut to top-k, top-p, min-p',
  lookAt:
    'Steps where many candidates are nearly as likely: there the strategy matters most. Greedy text tends to run in circles.',
  source:
    'Fan et al. 2018 (top-k); Holtzman et al. 2020 (top-p); Nguyen et al. 2024 (min-p); Keskar et al. 2019 (penalty)',
  params: {
    prompt: 'The model goes on from here.',
    strategy:
      'Greedy always takes the likeliest token; sampling rolls dice; beam search follows several texts and keeps the likeliest.',
    maxTokens: 'It ends here at the latest.',
    temperature: 'Below 1 it stays with what is likely, above 1 it dares more. 0 is greedy.',
    topK: 'Draws only from so many of the likeliest tokens. 0: from all.',
    topP: 'Draws only from the likeliest tokens that together reach this probability. 1: from all.',
    minP: 'Leaves out tokens that are less likely than this share of the likeliest one. 0: none.',
    beams: 'How many texts it follows at once.',
    repetitionPenalty: 'Above 1, tokens that were there already become less likely. 1: no penalty.',
    stop: 'Writing ends where one of these appears. \\n stands for a line break.',
    useCache: 'Remembers what it computed for earlier tokens. The text is the same without, only slower.',
  },
  inputs: {
    prompt: 'Instead of the prompt below.',
  },
  outputs: {
    text: 'The prompt and what was written after it.',
    trace: 'What could have come at each step, and what the strategy cut.',
  },
};
