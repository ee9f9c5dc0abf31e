import { silu } from '../functions/silu';
import { leakyRelu, relu, type Tensor, tanh } from '../tf';

/** The bends between layers over examples; each can be differentiated twice. */
export const ACTIVATIONS = ['silu', 'relu', 'leaky-relu', 'tanh'] as const;

/** Bends every number. Leaky ReLU leaves a fifth of what is below 0, as critics have it (Radford et al. 2016). */
export function activate(x: Tensor, activation: (typeof ACTIVATIONS)[number]): Tensor {
  switch (activation) {
    case 'silu':
      return silu(x);
    case 'relu':
      return relu(x);
    case 'leaky-relu':
      return leakyRelu(x, 0.2);
    case 'tanh':
      return tanh(x);
  }
}
