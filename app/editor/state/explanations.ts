import { useEffect } from 'react';
import { create } from 'zustand';
import { type AnyContract, type Explanation, loadExplanation, SUBGRAPH } from '@/graph';

/** By type of node; null where it could not be loaded. */
const useExplanations = create<Readonly<Record<string, Explanation | null>>>(() => ({}));
const loading = new Set<string>();

/**
 * What a node has to say beyond its contract. It is loaded once for each type, with the first node of it that is on the canvas, so that it is there before
 * anybody selects that node. Undefined while it is on its way, null where it could not be loaded; whoever asks next tries again.
 */
export function useExplanation(contract: AnyContract): Explanation | null | undefined {
  useEffect(() => void load(contract), [contract]);
  return useExplanations((explanations) => explanations[nameOf(contract)]);
}

/** Each subgraph explains ports of its own. */
const nameOf = (contract: AnyContract): string => {
  if (contract.type !== SUBGRAPH) return contract.type;
  const known = names.get(contract) ?? `${contract.type} ${count++}`;
  names.set(contract, known);
  return known;
};
const names = new WeakMap<AnyContract, string>();
let count = 0;

async function load(contract: AnyContract): Promise<void> {
  const type = nameOf(contract);
  if (loading.has(type) || useExplanations.getState()[type]) return;
  loading.add(type);
  const explanation = await loadExplanation(contract).catch(() => null);
  loading.delete(type);
  useExplanations.setState({ [type]: explanation });
}
