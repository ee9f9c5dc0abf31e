import type { Explanation } from '@/graph';
import { samplingHelps } from '../helps';
import type { drawPicture } from './node';

export const explain: Explanation<typeof drawPicture> = {
  more: 'A model that was told captions in training begins with random numbers and takes the noise out of them, step by step, towards what the caption says. The same caption, seed and attempt give the same picture; another attempt begins with other numbers. Inside “Repeat” its next attempt feeds its attempt, so that each round draws anew; inside “Graph as tool” an agent asks for pictures in words.',
  lookAt: 'Whether it is what the caption says: “Recognise” tells, by a classifier.',
  source: 'Ho et al. 2020; Lipman et al. 2023 (flow matching); Ho & Salimans 2022 (guidance)',
  params: {
    ...samplingHelps,
    guidance:
      'How strongly the caption is insisted on. 1 is what was learned; more gives purer pictures, and less variety.',
  },
  inputs: {
    caption: 'In the words of the captions that the model learned from; for others it says which it knows.',
    attempt: 'A whole number from 0 on. Nothing: the first attempt.',
  },
  outputs: { next: 'The attempt after this one, for the next round.' },
};
