import { collectTriples, type Entity, type Run, type Table, type Triples, triplesView } from '@/graph';
import { type Match, matchesOf } from './matches';
import type { mergeEntities } from './node';

export const run: Run<typeof mergeEntities> = async ({ triples: given }, params, context) => {
  const matches = matchesOf(given, params);
  const { into, used } = grouped(given, matches);
  const merged = mergedOf(given, into);
  const rows = used
    .map(({ a, b, reason, distance }) => {
      const target = into[a] ?? a;
      const gone = target === a ? b : a;
      return [given.entities[gone]?.name ?? '', given.entities[target]?.name ?? '', reason, distance] as const;
    })
    .sort((one, other) => other[3] - one[3]);
  const words = (at: 0 | 1 | 2) => [...new Set(rows.map((row) => row[at]))];
  const reasons: Table = {
    columns: [
      ...(['Name', 'Is', 'Since'] as const).map((name, at) => ({
        name,
        kind: 'category' as const,
        categories: words(at === 0 ? 0 : at === 1 ? 1 : 2),
      })),
      { name: 'Letters apart', kind: 'number', decimals: 1 },
    ],
    rows,
  };
  context.log(
    'info',
    `${rows.length.toLocaleString('en')} of ${given.entities.length.toLocaleString('en')} entities went into another.`,
  );
  context.preview(triplesView(merged), 'triples');
  return { triples: merged, reasons };
};

/** What each entity becomes: of those that are one, the one that most facts are about. Two that a fact joins never come together, not even by way of others. */
function grouped({ entities, triples }: Triples, matches: readonly Match[]) {
  const groups = entities.map((_, place) => new Set([place]));
  const partners = entities.map(() => new Set<number>());
  const degree = entities.map(() => 0);
  for (const { subject, object } of triples) {
    partners[subject]?.add(object);
    partners[object]?.add(subject);
    for (const place of [subject, object]) degree[place] = (degree[place] ?? 0) + 1;
  }
  const used: Match[] = [];
  for (const match of matches) {
    const [one, other] = [groups[match.a], groups[match.b]];
    if (!one || !other || one === other) continue;
    if ([...one].some((place) => [...other].some((next) => partners[place]?.has(next)))) continue;
    for (const place of other) {
      one.add(place);
      groups[place] = one;
    }
    used.push(match);
  }
  // Of two that as many facts are about, the one with capitals, then the longer one.
  const rank = (place: number) => {
    const name = entities[place]?.name ?? '';
    return 2_000 * (degree[place] ?? 0) + (name === name.toLowerCase() ? 0 : 1_000) + Math.min(999, name.length);
  };
  const into = groups.map((group) => [...group].reduce((best, place) => (rank(place) > rank(best) ? place : best)));
  return { into, used };
}

function mergedOf({ entities, triples, sources, vocabulary, iris }: Triples, into: readonly number[]): Triples {
  const others = entities.map(() => new Set<string>());
  for (const [place, target] of into.entries()) {
    const [from, to] = [entities[place], entities[target]];
    if (!from || !to) continue;
    for (const name of [from.name, ...(from.aliases ?? [])]) if (name !== to.name) others[target]?.add(name);
  }
  const collected = collectTriples();
  for (const source of sources) collected.source(source);
  const places = entities.map((one, place) => {
    if (into[place] !== place) return -1;
    const { aliases: _known, ...rest } = one;
    const all = [...(others[place] ?? [])];
    const entity: Entity = { ...rest, ...(all.length > 0 && { aliases: all }) };
    return collected.entity(entity);
  });
  const placeOf = (place: number) => places[into[place] ?? place] ?? place;
  for (const { subject, relation, object, sources: said, ...rest } of triples) {
    const [from, to] = [placeOf(subject), placeOf(object)];
    collected.fact(from, relation, to, undefined, rest);
    for (const source of said ?? []) collected.fact(from, relation, to, sources[source], rest);
  }
  return collected.made({ ...(vocabulary && { vocabulary }), ...(iris && { iris }) });
}
