import { examples, network, port } from '@/graph';

/** What a trainer learns from, and what was put aside. */
export const examplePorts = {
  examples: port(examples, { title: 'Examples' }),
  validation: port(examples, { title: 'Validation', optional: true }),
};

/** Two networks that write examples down and read them back. */
export const codePorts = {
  encoder: port(network, { title: 'Encoder' }),
  decoder: port(network, {
    title: 'Decoder',
  }),
};
