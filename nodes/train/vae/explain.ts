import type { Explanation } from '@/graph';
import { codePortHelps, exampleTrainingHelps } from '../common/helps';
import type { trainVae } from './node';

export const explain: Explanation<typeof trainVae> = {
  more: 'The encoder says where in a small space an example lies and how sure it is; the decoder makes the example again from a random point there. The loss asks for good copies, and that all codes together look like plain random numbers. A random number then decodes to something like the data.',
  formula: 'loss = −E log p(x | z) + β · KL( q(z | x) ‖ N(0, 1) )',
  lookAt:
    'The samples beside the data: blur means that codes overlap. If the loss stops early and all samples look alike, the code is not used: lower β or give free nats.',
  source:
    'Kingma & Welling 2014; Higgins et al. 2017 (β); Kingma et al. 2016 (free bits); Rybkin et al. 2021 (learned σ)',
  params: {
    ...exampleTrainingHelps,
    likelihood:
      'How far a copy may be off. Gaussian suits points and colours; with a learned deviation the two halves of the loss balance by themselves. Bernoulli suits pixels that are nearly black or white, and needs numbers between 0 and 1. The logistic takes pixels for the 256 steps that they come in, so that its nats can be compared with those of other models of images.',
    deviation:
      'How far an example may lie from what the decoder makes, where the data has a deviation of about 1. Less asks for sharper copies.',
    beta: 'How much the code must look like plain random numbers. 1 is the true bound; more gives tidier codes and blurrier examples, less the reverse.',
    klWarmUp: 'β rises from 0, so that the decoder learns to use the code before the code is made to look random.',
    freeBits: 'Each number of the code may say so much at no cost, which keeps it in use. 0 is off.',
  },
  inputs: {
    ...codePortHelps,
  },
};
