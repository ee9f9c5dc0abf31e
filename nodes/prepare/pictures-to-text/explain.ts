import type { Explanation } from '@/graph';
import type { picturesToText } from './node';

export const explain: Explanation<typeof picturesToText> = {
  more: 'The encoder of a VQ-VAE writes a picture as a few codes out of a list, row by row. Each code becomes a sign, a pattern of Braille dots, and a mark stands before the first and behind the last: ⟦⠋⠲…⟧. A picture is then a word among words. Where its caption stands before it, a model that learned to go on learned to draw; where it stands behind, to describe.',
  formula: 'caption ⟦ c₁ c₂ … cₙ ⟧   and   ⟦ c₁ c₂ … cₙ ⟧ caption',
  lookAt: 'Documents: find the same signs in pictures that look alike.',
  source:
    'van den Oord et al. 2017 (VQ-VAE); Ramesh et al. 2021 (DALL·E); Chameleon Team 2024 (one vocabulary, marks around pictures)',
  params: {
    words: 'A class is shorter, “red star”, and learned sooner; a caption can say more.',
    aside: 'The last pictures are not learned from; the model is given them to go on with.',
    given: 'In whole rows of codes, from the top.',
  },
  inputs: {
    model: 'Learned from pictures like these. It reads the signs again in “Text to pictures”.',
    own: 'Pictures of yours for the model to go on with, of the same size. Instead of those kept aside.',
  },
  outputs: {
    text: 'One document for each picture, or two, to learn from.',
    starts: 'Upper parts of pictures, for “Answer prompts” to complete.',
    asked: 'Captions with an opened picture behind them: what is asked is a drawing.',
    seen: 'Pictures that are closed: what is asked is their caption.',
    captions: 'What is said of the pictures kept aside, to compare with.',
    kept: 'The pictures that were begun, whole.',
    form: 'For “Answer prompts”: a picture has so many codes and then ends.',
  },
};
