import type { Explanation } from '@/graph';
import type { sweep } from './node';

export const explain: Explanation<typeof sweep> = {
  more: 'Open it, put in what is to be tried, and lead what measures it to an “Output”: metrics, or a number. Every setting that is to vary has to be set from outside: select its node inside and press the arrow beside the setting. Each try then stands in one row of the table. Tries that took long are remembered: vary more, and only what is new is computed.',
  lookAt: 'Which setting the measure follows: in the plot, lines that end well cross one axis close together.',
  source: 'Random search: Bergstra & Bengio 2012',
  params: {
    vary: 'A line for each setting, by its name: values with commas between them, or a range “from to”. Ranges over more than a factor of ten are spread evenly in the logarithm.',
    tries: 'Of a grid with more combinations than this the first are tried.',
    better: 'Of the first column of measures; the best try is given at “Best”.',
  },
  outputs: { results: 'One row for each try.', best: 'The settings of the best try, and what it gave.' },
};
