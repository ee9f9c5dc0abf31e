import type { Explanation } from '@/graph';
import type { sourceTypedWorld } from './node';

export const explain: Explanation<typeof sourceTypedWorld> = {
  more: 'To teach a model to read facts one needs texts with their facts beside them. Here a program makes up two worlds with names of their own and tells about them: one to learn from, one held out. Relations keep to types: somebody is born in a place and works for an organisation. A text tells one fact or several, in one sentence or two, with “who”, “which”, “she” and “it”; some name two things and say nothing that a relation is for.',
  lookAt: 'The graph that is held out: click somebody to see their facts, and under each the sentence that says it.',
  source: 'Weston et al. 2015 (bAbI) for made worlds; Han et al. 2018 (FewRel) for relations between typed entities',
  params: {
    people:
      'Two worlds have so many each. There is a place and an organisation for each three people, and a work for each two.',
    spelling:
      'The share of held-out texts in which a name is written another way: with an initial, or with a slip. The facts are of the same entity; “Merge entities” finds that out.',
    world: 'Each number makes other worlds, always the same ones.',
  },
  outputs: {
    training: 'Entities and facts of the first world, each fact with the texts that say so.',
    heldOut:
      'The same of the second: no name of the first occurs, and a fifth of the ways to combine relations neither.',
    text: 'The texts of the second world alone, for a model to read.',
  },
};
