import type { Explanation } from '@/graph';
import type { mergeEntities } from './node';

export const explain: Explanation<typeof mergeEntities> = {
  more: 'Texts write one name in several ways: with other capitals, with an initial, with a slip of the pen. Each such pair is looked at, and put together where a rule holds that a person can follow; the rule is told for each. What more facts are about gives the name, the others become its other names. Two that a fact joins are never one: nobody is their own parent. Nor is an initial resolved that could stand for two.',
  lookAt:
    'The reasons, least sure ones first. Merging what is two does more harm than leaving one as two: with many similar names, allow no slips.',
  source: 'Levenshtein 1966; Christen 2012 (data matching: blocking, comparing, merging)',
  params: {
    initials: '“I. Voren” and “Ilsa Voren”, where nobody else is called so.',
    letters: 'How many letters may be added, left out or changed. 0: none.',
    shortest: 'Shorter names have to be the same: too many of them are near each other.',
    types: 'A person and a place are never one. Entities without a type go with any.',
  },
  outputs: { reasons: 'A row for each name that went into another.' },
};
