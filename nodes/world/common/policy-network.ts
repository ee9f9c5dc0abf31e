import type { Network } from '@/graph';
import { mlpNetwork } from '../../common/mlp-network';

/** The network of a policy: what is seen of an action, `[B, inputs]`, through dense layers to its score, `[B, 1]`. At first all actions are alike. */
export const policyNetwork = (
  inputs: number,
  { width, layers }: { readonly width: number; readonly layers: number },
): Network => mlpNetwork(inputs, 1, { width, layers, scale: 0.01, gives: 'score' });
