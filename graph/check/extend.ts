import type { UserFacingError } from '../errors';
import { type Dim, ShapeMismatch, type Substitution } from '../network';
import type { AnyContract, ExtendContext, Facts, FactsOf, Ports } from '../node';
import { Refusal } from './problem';

export type Extended =
  | { readonly ok: true; readonly facts: Readonly<Record<string, Facts>> }
  | { readonly ok: false; readonly port: string | null; readonly error: UserFacingError };

/**
 * Calls a contract's `extend`: what is known of the outputs from what is known of the inputs. Used by the checker while wires are drawn, and by
 * the engine with the facts of real values, which is all there is to running a block.
 */
export function extendNode(
  contract: AnyContract,
  inputs: FactsOf<Ports>,
  params: { readonly [key: string]: unknown },
  nodeId: string,
  substitution: Substitution,
): Extended {
  if (!contract.extend) return { ok: true, facts: {} };
  const context: ExtendContext = {
    nodeId,
    substitution,
    symbol: (name) => `${name}:${nodeId}`,
    refuse: (port, error) => {
      throw new Refusal(port, error);
    },
  };
  try {
    const facts: Record<string, Facts> = {};
    // The contract's own schema parsed these parameters; `never` only says that the catalogue forgot which contract it is.
    for (const [port, value] of Object.entries(contract.extend(inputs, params as never, context)))
      if (value) facts[port] = value;
    return { ok: true, facts };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, port: thrown.port, error: thrown.error };
    if (thrown instanceof ShapeMismatch) return { ok: false, port: null, error: mismatch(thrown.left, thrown.right) };
    throw thrown;
  }
}

const mismatch = (left: Dim, right: Dim): UserFacingError => ({
  code: 'shape.mismatch',
  title: `The sizes do not agree: ${left} meets ${right}.`,
  fix: 'Give both sides the same size.',
});
