import type { Explanation } from '@/graph';
import type { zeroShot } from './node';

export const explain: Explanation<typeof zeroShot> = {
  more: 'Each class is written as a caption, “a star”, and a picture is taken for the class whose caption lies nearest. Other classes are other words: nothing is trained again. What the captions that it learned from never said, it cannot tell. An encoder that has only read long captions makes little of “a star”; so a class may be said in many captions, “a {red|blue} {class} {at the top|at the bottom}”, whose mean leaves out what is not of the class.',
  formula: 'class = arg maxₖ cos(picture, words(“a classₖ”))',
  lookAt: 'Which classes are taken for which, and whether other words do better.',
  source: 'Radford et al. 2021, section 3.1 (zero-shot classes), 3.1.4 (the mean of many captions)',
  params: {
    classes: 'One a line, or with commas between. Empty: the classes that the pictures have.',
    template:
      'How a class is said, as the captions say it that were learned from: {class} stands for its name, {red|blue} for each of these words in turn. Of several captions the mean counts.',
    shown: 'So many of the pictures are handed on with what they were taken for.',
  },
  outputs: {
    ranking: 'Pictures, each with the classes that lie nearest first.',
    confusion: 'Where the pictures have classes: each row a class, each column what its pictures were taken for.',
  },
};
