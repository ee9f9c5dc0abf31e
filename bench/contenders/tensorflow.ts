import type { Tasks } from '../support/contender';
import { generation, nextLogits } from './generation';
import { gptStep } from './gpt-step';
import { kernelTasks } from './kernels';
import { product } from './products';
import { unetStep } from './unet-step';

/** Every task as the code of ml/ and TF.js do it, on whichever backend has been started. */
export const tensorflowTasks: Tasks = {
  'gpt-step': gptStep,
  'unet-step': unetStep,
  product,
  generation,
  'next-logits': nextLogits,
  ...kernelTasks,
};
