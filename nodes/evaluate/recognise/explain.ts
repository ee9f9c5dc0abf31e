import type { Explanation } from '@/graph';
import type { recognise } from './node';

export const explain: Explanation<typeof recognise> = {
  more: 'A classifier gives each class that it knows a probability; the likeliest is what it takes the picture for. What is wanted is told in words: the words of it that are part of classes are looked for, so “a large red star in the middle” wants a “red star”, and “a star” any star. It matches where the likeliest class has all of those words.',
  formula: 'seen = arg max p(class | picture)',
  lookAt: 'How sure it is: a picture between two classes is taken for one of them all the same.',
  params: { sure: 'A picture counts as matching only where the classifier gives its class at least this probability.' },
  inputs: { wanted: 'A caption, or the name of a class. Nothing: nothing is compared.' },
  outputs: {
    seen: 'The class of each picture, a line each.',
    matches: 'Whether all pictures show what was wanted: true or false; nothing where nothing was wanted.',
    verdicts: 'For each picture the class, how sure that is, the second likeliest, and whether it matches.',
  },
};
