import type { ExtendContext, Facts } from '@/graph';
import { FLOW_LAYERS } from '../../network/flow-parameters';
import { requireShape, takesTokens } from '../common/example-networks';

/** Refuses a network that is no flow over these examples, with what would fit. Says nothing while too little is known. */
export function requireFlow(
  wired: Facts | undefined,
  given: Facts | undefined,
  port: string,
  { refuse, unify, sourceOf }: ExtendContext,
): void {
  const network = wired?.network;
  if (!network) return;
  if (!network.examples)
    refuse(port, takesTokens('Connect “Coupling layers” or “Glow” that begin at an “Example input”.'));
  if (network.operations.length === 0)
    refuse(port, {
      code: 'train.no-layers',
      title: 'This network has no layers.',
      fix: 'Put “Coupling layers”, or “Glow” for images, between the “Example input” and this node.',
    });
  if (network.operations.some(({ layer }) => !FLOW_LAYERS.has(layer)))
    refuse(port, {
      code: 'train.no-flow',
      title: 'This network cannot be undone, so it is no flow.',
      detail:
        'A flow leads from examples to random numbers and back by the same layers. An “MLP” and an “Output” lead one way only.',
      fix: 'Connect “Coupling layers” or “Glow” that stand on an “Example input”, with nothing between that is no part of a flow.',
    });
  if (network.examples) requireShape(port, 'takes', network.examples.shape, given, { unify, sourceOf });
}
