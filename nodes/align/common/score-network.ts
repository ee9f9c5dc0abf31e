import { addOperation, type Network, type Weight } from '@/graph';
import { initialiseWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { describeScoreHead, type NormKind } from '../../network/parameters';

/**
 * A language model’s network with its head replaced by one that gives a score, or a logit for each of some classes, and its weights with those of the new head,
 * which begins at 0.
 */
export function withScoreHead(
  network: Network,
  weights: Readonly<Record<string, Weight>>,
  seed: number,
  classes = 1,
): { readonly network: Network; readonly weights: Readonly<Record<string, Weight>> } {
  const head = network.operations.find(({ id }) => id === network.output);
  const below = network.operations.find(({ id }) => id === head?.inputs[0]);
  const width = below?.shape[2];
  if (head?.layer !== 'language-head' || !below || typeof width !== 'number')
    throw new TypeError('A language model ends in a language-model head.');
  const norm = normOf(head.params.norm);
  const bias = head.params.bias === true;
  const stem: Network = {
    ...network,
    operations: network.operations.filter(({ id }) => id !== head.id),
    output: below.id,
    shape: below.shape,
  };
  const scored = addOperation(stem, {
    layer: 'score-head',
    params: { width, norm, bias, ...(classes > 1 && { classes }) },
    shape: ['B', 'T', classes],
    ...describeScoreHead(width, norm, bias, classes),
  });
  const own = { ...initialiseWeights(concreteNetwork(scored), seed) };
  for (const name of Object.keys(own)) {
    // What the two heads have in common is the last norm.
    const learned = weights[name] ?? weights[name.replace(scored.output, head.id)];
    if (learned && learned.shape.join() === own[name]?.shape.join()) own[name] = learned;
  }
  return { network: scored, weights: own };
}

const normOf = (norm: unknown): NormKind | 'none' => (norm === 'rms-norm' || norm === 'none' ? norm : 'layer-norm');
