import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The encoder says where in a small space an example lies and how sure it is; the decoder makes the example again from a random point there. The loss asks for good copies, and that all codes together look like plain random numbers. A random number then decodes to something like the data.',
  formula: 'loss = −E log p(x | z) + β · KL( q(z | x) ‖ N(0, 1) )',
  lookAt:
    'The samples beside the data: blur means that codes overlap. If the loss stops early and all samples look alike, the code is not used: lower β or give free nats.',
  source:
    'Kingma & Welling 2014; Higgins et al. 2017 (β); Kingma et al. 2016 (free bits); Rybkin et al. 2021 (learned σ)',
};
