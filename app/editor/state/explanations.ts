import { useEffect } from 'react';
import { create } from 'zustand';
import { type AnyContract, type Explanation, loadExplanation } from '@/graph';

/** By what loads them, which contracts of one type share, and each subgraph has of its own; null where they could not be loaded. */
const loaded = new WeakMap<object, Explanation | null>();
const loading = new WeakSet<object>();
/** Counts those that came. */
const useArrivals = create<{ readonly count: number }>(() => ({ count: 0 }));

/**
 * What a node has to say beyond its contract. It is loaded once for each type, with the first node of it that is on the canvas, so that it is there before
 * anybody selects that node. Undefined while it is on its way, null where it could not be loaded; whoever asks next tries again.
 */
export function useExplanation(contract: AnyContract): Explanation | null | undefined {
  useEffect(() => void load(contract), [contract]);
  return useArrivals(() => loaded.get(nameOf(contract)));
}

const nameOf = (contract: AnyContract): object => contract.explain ?? contract;

async function load(contract: AnyContract): Promise<void> {
  const name = nameOf(contract);
  if (loading.has(name) || loaded.get(name)) return;
  loading.add(name);
  loaded.set(name, await loadExplanation(contract).catch(() => null));
  loading.delete(name);
  useArrivals.setState(({ count }) => ({ count: count + 1 }));
}
