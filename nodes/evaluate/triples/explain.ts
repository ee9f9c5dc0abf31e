import type { Explanation } from '@/graph';
import type { evaluateTriples } from './node';

export const explain: Explanation<typeof evaluateTriples> = {
  more: 'A found fact is right where subject, relation and object all are: names letter by letter, though a known other name of the same will do. Precision is the share of found facts that are right, recall the share of right facts that were found, and F1 is high only where both are.',
  formula: 'P = right / found,  R = right / all,  F1 = 2PR / (P + R)',
  lookAt: 'The relations with the lowest F1, and below the numbers the first facts that were missed or made up.',
  source: 'Van Rijsbergen 1979; micro-averages as in the relation extraction literature (Riedel et al. 2010)',
  params: {
    by: 'Text by text: a fact counts in each text that says it. Once in all: a fact that was found anywhere counts once, whatever its source.',
    types: 'Also whether a person is a person and a place a place, where both sides say so.',
  },
};
