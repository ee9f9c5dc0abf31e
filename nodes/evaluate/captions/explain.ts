import type { Explanation } from '@/graph';
import type { evaluateCaptions } from './node';

export const explain: Explanation<typeof evaluateCaptions> = {
  more: 'Whether a picture is good cannot be told by a number; whether it is what was asked for can. A classifier, trained on other pictures, says what it sees, and each thing that the caption asks for is compared with that by itself: the colour may be right where the shape is not. One classifier may tell some of them, a second one the others.',
  formula: 'share of pictures in which what is seen = what was asked',
  lookAt:
    'Which attribute is wrong most often. And what the classifier gets right on real pictures: it cannot judge better than it sees.',
  source: 'Ghosh et al. 2023 (GenEval: attributes told by detectors); Thrush et al. 2022',
  params: {
    attributes:
      'One a line: its name, a colon, and the words for it in captions and in the names of classes, with commas between. What a caption does not say is not marked.',
  },
  inputs: {
    second: 'Tells what the first one does not: the first the colour and the shape, this one the size and the place.',
  },
  outputs: {
    table: 'For each caption, the share of its pictures in which each attribute is right.',
    marked: 'The same pictures; each caption begins with ✓, or says what was seen instead.',
  },
};
