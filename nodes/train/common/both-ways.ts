import type { ExtendContext, Network, UserFacingError } from '@/graph';
import { MIXES_TOKENS } from './token-wiring';

/** Refuses a network that looks back only: what stands after a gap tells as much of it. */
export function requireBothWays({ operations }: Network, port: string, { refuse }: ExtendContext): void {
  const layer = layerLookingBack(operations);
  if (layer) refuse(port, looksBackOnly(layer, port));
}

/** A layer in which a token sees only those before it, if there is one. */
export const layerLookingBack = (operations: Network['operations']): string | undefined =>
  operations.find(({ layer, params }) => MIXES_TOKENS.has(layer) && params.causal !== false)?.layer;

/** What to say of a layer that looks back only: while wires are drawn, and once more before work begins. */
export const looksBackOnly = (layer: string, port: string): UserFacingError => ({
  code: 'train.looks-back',
  title: 'This network looks back only, and a gap has words on both sides.',
  detail: 'In each of its layers a token sees those before it and none after it.',
  fix: `Turn off “Look back only” in every “${layer === 'attention' ? 'Attention' : 'Transformer block'}” of the network.`,
  set: { param: 'causal', value: false, before: port },
});
