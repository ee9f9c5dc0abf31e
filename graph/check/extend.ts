import type { UserFacingError } from '../errors';
import { type Substitution, unifyShapes } from '../network';
import { type AnyContract, type ExtendContext, type Facts, type FactsOf, type Ports, portOf } from '../node';
import { Refusal } from './problem';

export type Extended =
  | { readonly ok: true; readonly facts: Readonly<Record<string, Facts>> }
  | { readonly ok: false; readonly port: string; readonly error: UserFacingError };

/** Where a node stands. The engine knows the values alone; the checker also what was learnt of symbols, and who gives each input. */
export interface Surroundings {
  readonly nodeId: string;
  readonly substitution?: Substitution;
  /** The nodes at the other ends of the wires, by input port. */
  readonly sources?: Readonly<Record<string, Source>>;
}
export interface Source {
  readonly nodeId: string;
  readonly title: string;
}

/**
 * Calls a contract's `extend`: what is known of the outputs from what is known of the inputs. Used by the checker while wires are drawn, and by
 * the engine with the facts of real values, which is all there is to running a block.
 */
export function extendNode(
  contract: AnyContract,
  inputs: FactsOf<Ports>,
  params: { readonly [key: string]: unknown },
  { nodeId, substitution = new Map(), sources = {} }: Surroundings,
): Extended {
  if (!contract.extend) return { ok: true, facts: {} };
  const refuse: ExtendContext['refuse'] = (port, error) => {
    throw new Refusal(port, error);
  };
  const context: ExtendContext = {
    nodeId,
    symbol: (name) => `${name}:${nodeId}`,
    unify(port, left, right, tell) {
      const mismatch = unifyShapes(left, right, substitution);
      if (mismatch) refuse(port, tell(mismatch.left, mismatch.right));
    },
    sourceOf: (port) => nameOfSource(port, contract, sources),
    refuse,
  };
  try {
    const facts: Record<string, Facts> = {};
    // The contract's own schema parsed these parameters; `never` only says that the catalogue forgot which contract it is.
    for (const [port, value] of Object.entries(contract.extend(inputs, params as never, context)))
      if (value) facts[port] = value;
    return { ok: true, facts };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, port: thrown.port, error: thrown.error };
    throw thrown;
  }
}

/** `“Feed-forward”`; `“Token embedding” at “Branch”` where another source has the same title. */
function nameOfSource(port: string, { inputs }: AnyContract, sources: Readonly<Record<string, Source>>): string {
  const declared = inputs[port];
  const own = `“${(declared && portOf(declared).title) ?? port}”`;
  const source = sources[port];
  if (!source) return own;
  const namesake = Object.values(sources).some(
    ({ nodeId, title }) => title === source.title && nodeId !== source.nodeId,
  );
  return namesake ? `“${source.title}” at ${own}` : `“${source.title}”`;
}
