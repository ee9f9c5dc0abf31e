import {
  type AnyContract,
  type Catalogue,
  describeError,
  extendNode,
  type Facts,
  kindName,
  portOf,
  type Step,
  type UserFacingError,
  type View,
} from '@/graph';
import { codecOf } from './artifacts/kinds';
import type { StoredValue } from './artifacts/store';

export type ExtendedStep =
  | {
      readonly ok: true;
      readonly facts: Readonly<Record<string, Facts>>;
      readonly values: Readonly<Record<string, StoredValue>>;
      readonly views: Readonly<Record<string, View>>;
    }
  | { readonly ok: false; readonly error: UserFacingError };

/** A block has no execution: the network that comes in is extended by what the contract says, with the sizes of real values. */
export function extendStep(
  { nodeId, type, params }: Step,
  given: Readonly<Record<string, Facts>>,
  catalogue: Catalogue,
): ExtendedStep {
  const contract = catalogue.get(type);
  if (!contract) return { ok: false, error: { code: 'node.unknown-type', title: `There is no node “${type}”.` } };
  try {
    return extend(contract, nodeId, params, given);
  } catch (thrown) {
    // It is no refusal: the block has a mistake. Its step fails, and nothing else.
    return { ok: false, error: describeError(thrown) };
  }
}

function extend(
  contract: AnyContract,
  nodeId: string,
  params: Step['params'],
  given: Readonly<Record<string, Facts>>,
): ExtendedStep {
  const extended = extendNode(contract, given, params, { nodeId });
  if (!extended.ok) return extended;
  const values: Record<string, StoredValue> = {};
  const views: Record<string, View> = {};
  for (const [port, declared] of Object.entries(contract.outputs)) {
    const network = extended.facts[port]?.network;
    if (!network) continue;
    const kind = kindName(portOf(declared).kind);
    const codec = codecOf(kind);
    values[port] = { kind, bytes: codec.encode(network) };
    views[port] = codec.look(network, {});
  }
  return { ok: true, facts: extended.facts, values, views };
}
