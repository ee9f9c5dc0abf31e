import type { Explanation } from '@/graph';
import type { sourceClosedWorld } from './node';

export const explain: Explanation<typeof sourceClosedWorld> = {
  more: 'Whether a model makes things up is hard to say of the real world: who knows everything? In a world that was made by a program every claim is true or false. Its names are invented, so a model knows of it only what it was told. Some questions have no answer: of people who do not exist, or about what no document says. A model that answers them all the same makes things up.',
  lookAt:
    'The documents with questions in them: they show the model how an answer looks, and that “I do not know.” is one. Switch off “Also that nobody knows” to see what a model does that never saw anyone say so.',
  source:
    'Rajpurkar, Jia & Liang 2018 (SQuAD 2.0) for questions without answers; Weston et al. 2015 (bAbI) for made worlds',
  params: {
    people: 'There is a place for each four people, and a thing for each two.',
    world: 'Each number makes another world, always the same one.',
    copies: 'Each says the same in other words and another order. A small model has to read a fact several times.',
    unknown: 'The share of questions that no document answers.',
    solved: 'The share of questions that stand in the documents with their answers; the others are asked.',
    unanswered:
      'Among those told, also the ones that nobody can answer, with “I do not know.” Off: these are left out. What is asked is the same either way.',
    answers: 'A word or two leaves nothing to hide behind: it is right, made up, or that nobody knows.',
  },
  outputs: {
    text: 'What a model learns from.',
    questions: 'Those that the documents do not hold, for “Answer prompts”.',
    world: 'A row for each fact, with the question that asks for it; without a value where nobody knows.',
  },
};
