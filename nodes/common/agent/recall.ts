import type { Passage, RememberedFacts, RunContext, SearchIndex } from '@/graph';
import { buildIndex, latentVectors } from '../retrieval/build';
import { searchIndex } from '../retrieval/search';

/** So many facts are told of what is looked for. */
const TOP = 5;
/** Numbers of a fact's vector. */
const WIDTH = 64;

const indexes = new WeakMap<RememberedFacts, Promise<SearchIndex>>();

/** The facts that are about something, the nearest first: by their words (BM25) and by what stands beside what in all of them (LSA), joined. */
export async function factsAbout(
  facts: RememberedFacts,
  about: string,
  context: Pick<RunContext, 'random' | 'breathe'>,
): Promise<readonly (readonly [name: string, fact: string])[]> {
  const all = Object.entries(facts);
  if (all.length === 0) return [];
  const index = indexes.get(facts) ?? indexOf(all, context);
  indexes.set(facts, index);
  return searchIndex(await index, about, { top: TOP, mode: 'both' }).flatMap(({ place }) => {
    const found = all[place];
    return found ? [found] : [];
  });
}

function indexOf(
  facts: readonly (readonly [string, string])[],
  context: Pick<RunContext, 'random' | 'breathe'>,
): Promise<SearchIndex> {
  // It is quick, and the agent's own progress is what is shown.
  const quiet = { ...context, progress: () => {} };
  const passages = facts.map(([name, fact], document): Passage => {
    const text = `${name.replaceAll(/[_-]/g, ' ')}: ${fact}`;
    return { text, title: name, document, start: 0, end: text.length };
  });
  return buildIndex(passages, 'english', latentVectors(WIDTH, quiet), quiet);
}
