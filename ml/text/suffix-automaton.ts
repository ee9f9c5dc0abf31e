import { createPairTable } from '../tokenizers/pair-table';

/** The smallest automaton that accepts every substring of a text; its states are sets of substrings that end at the same places. */
export interface SuffixAutomaton {
  /** The state after one more code unit, or -1. The start is 0. */
  step(state: number, unit: number): number;
  /** The state of the longest suffix that ends at more places. */
  link(state: number): number;
  /** Length of a state's longest substring. */
  lengthOf(state: number): number;
  /** Where the substrings of a state end for the first time in the text. */
  firstEnd(state: number): number;
}

/** Builds it in time linear in the text (Blumer et al. 1985; the construction on line of Crochemore & Hancart 1997). */
export function createSuffixAutomaton(text: string): SuffixAutomaton {
  const most = Math.max(2, 2 * text.length);
  const links = new Int32Array(most).fill(-1);
  const lengths = new Int32Array(most);
  const ends = new Int32Array(most);
  const edges = createPairTable(text.length * 3);
  // A clone takes over the edges of a state: these lists say which there are.
  const firstEdge = new Int32Array(most).fill(-1);
  const edgeUnits: number[] = [];
  const nextEdge: number[] = [];
  const setEdge = (from: number, unit: number, to: number): void => {
    if (edges.get(from, unit) < 0) {
      nextEdge.push(firstEdge[from] ?? -1);
      firstEdge[from] = edgeUnits.push(unit) - 1;
    }
    edges.set(from, unit, to);
  };

  let size = 1;
  let last = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const current = size++;
    lengths[current] = (lengths[last] ?? 0) + 1;
    ends[current] = index + 1;
    let state = last;
    while (state >= 0 && edges.get(state, unit) < 0) {
      setEdge(state, unit, current);
      state = links[state] ?? -1;
    }
    if (state < 0) links[current] = 0;
    else {
      const target = edges.get(state, unit);
      if ((lengths[target] ?? 0) === (lengths[state] ?? 0) + 1) links[current] = target;
      else {
        const clone = size++;
        lengths[clone] = (lengths[state] ?? 0) + 1;
        ends[clone] = ends[target] ?? 0;
        links[clone] = links[target] ?? -1;
        for (let edge = firstEdge[target] ?? -1; edge >= 0; edge = nextEdge[edge] ?? -1) {
          const by = edgeUnits[edge] ?? 0;
          setEdge(clone, by, edges.get(target, by));
        }
        while (state >= 0 && edges.get(state, unit) === target) {
          setEdge(state, unit, clone);
          state = links[state] ?? -1;
        }
        links[target] = clone;
        links[current] = clone;
      }
    }
    last = current;
  }
  return {
    step: edges.get,
    link: (state) => links[state] ?? -1,
    lengthOf: (state) => lengths[state] ?? 0,
    firstEnd: (state) => ends[state] ?? 0,
  };
}
