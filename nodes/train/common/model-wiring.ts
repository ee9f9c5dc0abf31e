import { type ExtendContext, type Facts, GenloomError, type Model, type UserFacingError } from '@/graph';
import { modelFacts, requireTokens } from './token-wiring';

/** A language model that goes on learning, and what from. */
export interface ModelWiring {
  readonly model?: Facts;
  readonly training?: Facts;
  readonly validation?: Facts;
}

/** What is known of a model that goes on learning. Refuses one that does not fit the text, or only fills gaps. */
export function requireModel(wired: ModelWiring, around: ExtendContext): Facts {
  if (wired.model?.objective === 'masked') around.refuse('model', ONLY_FILLS);
  const asNetwork = networkOf(wired);
  const described = requireTokens(asNetwork, around, 'model');
  return described ? modelFacts(described, asNetwork) : {};
}

/** The same wires, as a trainer from nothing has them. */
export const networkOf = ({ model, ...rest }: ModelWiring) => ({ ...rest, ...(model && { network: model }) });

/** @throws GenloomError where a model only fills gaps */
export function refuseMasked({ objective }: Model): void {
  if (objective === 'masked') throw new GenloomError(ONLY_FILLS);
}

const ONLY_FILLS: UserFacingError = {
  code: 'tune.only-fills',
  title: 'This model fills gaps, and does not go on writing.',
  fix: 'Connect a model that “Train language model” made.',
};
