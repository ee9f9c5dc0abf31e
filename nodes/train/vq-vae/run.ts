import type { Run } from '@/graph';
import { readOnce } from '@/ml/functions/read';
import { sampleVqVae } from '@/ml/generators/vq-vae';
import { vqVae } from '@/ml/objectives/vq-vae';
import { codesOf } from '@/ml/vae/codes';
import { concreteNetwork, rolesOf } from '../../common/network';
import { varianceOf } from '../../common/scaling';
import { trainOnExamples } from '../common/example-training';
import type { TrainingWords } from '../common/words';
import type { trainVqVae } from './node';
import { priorNetwork } from './prior';

const words: TrainingWords = {
  loss: 'loss: error, codebook and prior',
  speed: 'examples/s',
  measures: {
    reconstruction: {
      title: 'Error of copies',
      help: 'The mean square of what copies miss, as a share of the variance of the data: 0 is perfect, 1 no better than its mean.',
      better: 'lower',
    },
    prior: {
      title: 'Prior',
      unit: 'nats per code',
      help: 'How little the prior expects the next code. The logarithm of the number of entries is a blind guess.',
      better: 'lower',
    },
    used: {
      title: 'Entries in use',
      unit: 'entries',
      help: 'How many entries of the codebook a batch chose at least once.',
      better: 'higher',
      apart: true,
    },
    perplexity: {
      title: 'Perplexity of the codes',
      unit: 'entries',
      help: 'As many entries as if all were used alike. Where most places are empty, one entry stands for them all, and this is low.',
      better: 'higher',
      apart: true,
    },
    bits: {
      title: 'Bits of an example’s codes',
      unit: 'bits per example',
      help: 'What the codes of one example take by the prior. Its copy can be made from no more than that.',
      better: 'lower',
      apart: true,
    },
  },
};

export const run: Run<typeof trainVqVae> = (inputs, params, context) => {
  const { encoder, decoder, examples, validation } = inputs;
  const prior = priorNetwork(codesOf(concreteNetwork(encoder)), params.priorWidth);
  const networks = { encoder, decoder, prior };
  const roles = rolesOf(networks);
  const { commitment, revive } = params;
  return trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'vq-vae',
    words,
    settings: {},
    objective: vqVae(roles, { commitment, revive, variance: varianceOf(examples) }),
    async sample(weights, count) {
      // The same random numbers at each look: what becomes of them can be followed.
      const seed = `${context.seed}/look`;
      const samples = await sampleVqVae({ roles, weights, count, seed, breathe: context.breathe });
      return readOnce(samples);
    },
  });
};
