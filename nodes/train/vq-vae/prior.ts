import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { priorInputs } from '@/ml/vae/code-prior';
import type { Codes } from '@/ml/vae/codes';
import { describeExampleHead, describeMlp } from '../../network/parameters';

/** The network that says which code comes next, as blocks would build it. */
export function priorNetwork({ places, width, entries }: Codes, hidden: number): Network {
  const inputs = priorInputs(places, width);
  const begun = emptyExampleNetwork({ shape: [inputs], time: false, classes: 0 });
  const sizes = { inputs, width: hidden, layers: 2, activation: 'silu', residual: true, time: false, classes: 0 };
  const middle = addOperation(begun, { layer: 'mlp', params: sizes, shape: ['B', hidden], ...describeMlp(sizes) });
  const shape = [entries];
  // It begins at all codes being about as likely.
  const params = { inputs: hidden, shape, scale: 0.1, gives: 'score' };
  const ends = { layer: 'example-head', params, shape: ['B', ...shape], ...describeExampleHead(hidden, shape) };
  return addOperation(middle, ends);
}
