import type { Triple, Triples } from '@/graph';
import { nameFinder, type Word, wordsOf } from '../../common/extraction/words';

/** A fact that may answer a question. */
export interface FoundFact {
  readonly triple: Triple;
  /** What is asked for: the end of the fact that the question does not name; null where it names both. */
  readonly answer: number | null;
  readonly score: number;
}

export interface Finding {
  /** The entities that the question names. */
  readonly named: readonly number[];
  /** The best first. */
  readonly facts: readonly FoundFact[];
}

/** What a question word asks for, by the types that entities are called. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  who: ['person', 'people', 'human', 'organisation', 'organization', 'company'],
  whom: ['person', 'people', 'human'],
  where: ['place', 'city', 'town', 'country', 'location'],
};
/** Words of questions that say nothing of a relation. */
const EMPTY = new Set(
  'who whom whose where what which when how is was are were did does do has have had the a an of to in for by at on it and tell me about that'.split(
    ' ',
  ),
);

/** Finds the facts of a graph that answer a question best. Learns once which words go with each relation: those of its name, and of the sentences that say it. */
export function factFinder(graph: Triples): (question: string, most: number) => Finding {
  const { entities, triples, sources } = graph;
  const names = entities.flatMap(({ name, aliases }, owner) =>
    [name, ...(aliases ?? [])].map((one) => ({ name: one.toLowerCase(), type: '', owner })),
  );
  const find = nameFinder(names);
  const around = (text: string) => {
    const words = wordsOf(text.toLowerCase());
    const mentions = find(words);
    return { mentions, rest: restOf(words, mentions) };
  };
  const wordsWith = new Map<string, Map<string, number>>();
  const total = new Map<string, number>();
  const factsIn = sources.map(() => 0);
  for (const { sources: said } of triples) for (const place of said ?? []) factsIn[place] = (factsIn[place] ?? 0) + 1;
  const count = (relation: string, word: string, by: number) => {
    const own = wordsWith.get(relation) ?? new Map<string, number>();
    wordsWith.set(relation, own.set(word, (own.get(word) ?? 0) + by));
    total.set(word, (total.get(word) ?? 0) + by);
  };
  const rests = new Map<number, readonly string[]>();
  for (const { relation, sources: said } of triples)
    for (const place of said ?? []) {
      // What says one thing alone says it in its own words.
      if (factsIn[place] !== 1) continue;
      const rest = rests.get(place) ?? around(sources[place] ?? '').rest;
      rests.set(place, rest);
      for (const word of rest) count(relation, word, 1);
    }
  const relations = [...new Set(triples.map(({ relation }) => relation))];
  for (const relation of relations)
    for (const { text } of wordsOf(relation.toLowerCase())) if (!EMPTY.has(text)) count(relation, stem(text), 5);

  const meant = (relation: string, words: readonly string[]): number => {
    const own = wordsWith.get(relation);
    return words.reduce((sum, word) => {
      const all = total.get(word);
      if (all === undefined) return sum;
      return sum + Math.log(((own?.get(word) ?? 0) + 0.5) / (all / relations.length + 0.5));
    }, 0);
  };
  const byEntity = new Map<number, Triple[]>();
  for (const triple of triples)
    for (const place of new Set([triple.subject, triple.object]))
      byEntity.set(place, [...(byEntity.get(place) ?? []), triple]);

  return (question, most) => {
    const { mentions, rest } = around(question);
    const named = [...new Set(mentions.flatMap(({ name }) => names[name]?.owner ?? []))];
    const wanted = wordsOf(question.toLowerCase()).flatMap(({ text }) => ASKS[text] ?? []);
    const seen = new Set<Triple>();
    const facts = named.flatMap((place) =>
      (byEntity.get(place) ?? []).flatMap((triple): FoundFact[] => {
        if (seen.has(triple)) return [];
        seen.add(triple);
        const both = named.includes(triple.subject) && named.includes(triple.object);
        const answer = both ? null : triple.subject === place ? triple.object : triple.subject;
        const type = answer === null ? undefined : entities[answer]?.type;
        const fits = wanted.length === 0 || type === undefined ? 0 : wanted.includes(type) ? 1.5 : -1.5;
        return [{ triple, answer, score: meant(triple.relation, rest) + fits + (both ? 2 : 0) }];
      }),
    );
    return { named, facts: facts.sort((a, b) => b.score - a.score).slice(0, most) };
  };
}

/** The words around names, without those that say nothing, by their stems. */
function restOf(words: readonly Word[], mentions: readonly { readonly from: number; readonly to: number }[]): string[] {
  const inside = new Set(mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, by) => from + by)));
  return words.flatMap(({ text }, at) =>
    inside.has(at) || EMPTY.has(text) || !/\p{L}/u.test(text) ? [] : [stem(text)],
  );
}

/** A word without the commonest endings of English verbs and nouns. */
const stem = (word: string): string =>
  word.length > 4 ? word.replace(/(?:ies|ied|ing|ed|es|s|e)$/, '') : word.replace(/s$/, '');
