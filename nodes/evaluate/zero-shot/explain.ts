import type { Explanation } from '@/graph';
import type { zeroShot } from './node';

export const explain: Explanation<typeof zeroShot> = {
  more: 'Each class is written as a caption, “a star”, and a picture is taken for the class whose caption lies nearest. Other classes are other words: nothing is trained again. What the captions that it learned from never said, it cannot tell.',
  formula: 'class = arg maxₖ cos(picture, words(“a classₖ”))',
  lookAt:
    'Which classes are taken for which, and whether other words do better: “a {class}”, “a large {class} in the middle”.',
  source: 'Radford et al. 2021, section 3.1',
  params: {
    classes: 'One a line, or with commas between. Empty: the classes that the pictures have.',
    template: 'How a class is said; {class} stands for its name. Best as the captions say it that were learned from.',
    shown: 'So many of the pictures are handed on with what they were taken for.',
  },
  outputs: {
    ranking: 'Pictures, each with the classes that lie nearest first.',
    confusion: 'Where the pictures have classes: each row a class, each column what its pictures were taken for.',
  },
};
