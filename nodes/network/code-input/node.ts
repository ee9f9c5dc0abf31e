import { defineNode, emptyExampleNetwork, network, port, z } from '@/graph';
import { givesOf } from '../example-wiring';

export const codeInput = defineNode({
  type: 'network.code-input',
  version: 1,
  phase: 'train',
  title: 'Code input',
  summary: 'Where the decoder of a VQ-VAE begins: at what an encoder’s codes stand for, place by place.',
  keywords: ['vq-vae', 'decoder', 'begin', 'codebook', 'codes', 'discrete'],
  inputs: {
    encoder: port(network, { title: 'Encoder' }),
  },
  outputs: { network },
  params: z.object({}),
  explain: () => import('./explain'),
  vertical: 'between',
  extend: ({ encoder }, _params, { refuse }) => {
    if (!encoder?.network) return {};
    if (givesOf(encoder.network) !== 'codes')
      refuse('encoder', {
        code: 'code-input.no-codes',
        title: 'This network does not end in codes.',
        fix: 'Put a “Vector quantiser” at its end, and connect that.',
      });
    const { network: encoding, ...facts } = encoder;
    const shape = encoding.shape.slice(1);
    return { network: { ...facts, network: emptyExampleNetwork({ shape, time: false, classes: 0 }) } };
  },
});
