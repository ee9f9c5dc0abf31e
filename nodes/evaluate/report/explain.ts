import type { Explanation } from '@/graph';
import type { evaluateReport } from './node';

export const explain: Explanation<typeof evaluateReport> = {
  more: 'Each row of the table is a model and each column a measure that says which direction is good. The star marks the best of a column, where they differ by more than noise or nothing tells what is noise, and “Best in” counts the stars. Measures that only one model has are left out, and so are those in which neither more nor less is better. The page compares each other model with the one that is chosen, at first the first. Where both were measured on the very same questions, answers or blocks of text, these are drawn anew two thousand times, for both models at once; a difference counts as more than noise where its 95 % interval leaves zero out.',
  formula: 'difference = measure(model, draw) − measure(base, draw);   interval = its 2.5th … 97.5th percentile',
  lookAt:
    'First what changed beyond noise, then the examples behind it: what was won and what was lost. Of twenty measures that did not change, one leaves the noise by chance. The interval knows the chance of the questions, not that of the training: run again with other seeds for that.',
  source: 'Efron and Tibshirani 1993; paired bootstrap as in Koehn 2004',
  inputs: {
    first: 'What an evaluator measured of it. The others are compared with this one, unless another is chosen.',
  },
  params: {
    names: 'What the models are called, in order, with commas between. Empty: their numbers.',
    base: 'The model that the others are compared with, by the number of its input.',
    title: 'What stands above the page.',
    examples: 'How many of the largest gains and of the largest losses are shown.',
  },
  outputs: { page: 'To read, to print, and to save as a web page or as Markdown.' },
};
