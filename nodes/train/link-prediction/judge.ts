import type { Triples } from '@/graph';
import { filteredRank } from '@/ml/knowledge/ranks';
import { asked, type Fact, type Scorer, scored } from '@/ml/knowledge/scorers';
import type { Weights } from '@/ml/network';
import { ENTITY_VECTORS, RELATION_VECTORS } from '@/ml/objectives/link-prediction';
import { tensor2d, tidy } from '@/ml/tf';

export interface Ranked {
  readonly relation: number;
  readonly which: 'object' | 'subject';
  readonly rank: number;
}

/** What is true of each question: the objects of a subject and a relation, and the subjects of an object and a relation. */
export function knownOf(facts: readonly Fact[]) {
  const objects = new Map<string, Set<number>>();
  const subjects = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, key: string, one: number) =>
    to.set(key, (to.get(key) ?? new Set()).add(one));
  for (const [subject, relation, object] of facts) {
    add(objects, `${subject} ${relation}`, object);
    add(subjects, `${object} ${relation}`, subject);
  }
  const none: ReadonlySet<number> = new Set();
  return {
    objects: (subject: number, relation: number) => objects.get(`${subject} ${relation}`) ?? none,
    subjects: (object: number, relation: number) => subjects.get(`${object} ${relation}`) ?? none,
    rank: filteredRank,
  };
}

/** Scores entities for questions by learned vectors, until it is closed. */
export function createJudge(scorer: Scorer, weights: Weights, width: number) {
  const vectors = (name: string) => weights[name]?.data ?? new Float32Array();
  const [entities, relations] = [vectors(ENTITY_VECTORS), vectors(RELATION_VECTORS)];
  const table = tensor2d(entities, [entities.length / width, width]);
  const row = (of: Float32Array, place: number) => of.subarray(place * width, (place + 1) * width);
  /** The scores of all entities as what is missing. */
  const scoresOf = (known: number, relation: number, turned: boolean): Float32Array =>
    tidy(() => {
      const question = asked(
        scorer,
        tensor2d(row(entities, known), [1, width]),
        tensor2d(row(relations, relation), [1, width]),
        turned,
      );
      const scores = scored(scorer, question, table).dataSync();
      return Float32Array.from(scores);
    });
  return {
    /** The filtered ranks of a fact’s object and subject. */
    ranks([subject, relation, object]: Fact, known: ReturnType<typeof knownOf>): Ranked[] {
      const rank = (given: number, target: number, turned: boolean, also: ReadonlySet<number>) =>
        known.rank(scoresOf(given, relation, turned), target, also);
      return [
        { relation, which: 'object', rank: rank(subject, object, false, known.objects(subject, relation)) },
        { relation, which: 'subject', rank: rank(object, subject, true, known.subjects(object, relation)) },
      ];
    },
    /** The likeliest facts of subjects that have none of a relation that others of their type have, the surest first; objects keep to the types that the relation has. */
    async guesses({ entities: all }: Triples, facts: readonly Fact[], most: number, breathe: () => Promise<void>) {
      const typeOf = (place: number) => all[place]?.type ?? '';
      const [from, to] = [new Map<number, Set<string>>(), new Map<number, Set<string>>()];
      for (const [subject, relation, object] of facts) {
        from.set(relation, (from.get(relation) ?? new Set()).add(typeOf(subject)));
        to.set(relation, (to.get(relation) ?? new Set()).add(typeOf(object)));
      }
      const known = knownOf(facts);
      const found: { fact: Fact; sureness: number }[] = [];
      if (most === 0) return found;
      for (const [relation, types] of from)
        for (const subject of all.keys()) {
          if (!types.has(typeOf(subject)) || known.objects(subject, relation).size > 0) continue;
          const scores = scoresOf(subject, relation, false);
          await breathe();
          const may = [...all.keys()].filter((place) => place !== subject && to.get(relation)?.has(typeOf(place)));
          const best = may.reduce(
            (best, place) => ((scores[place] ?? 0) > (scores[best] ?? 0) ? place : best),
            may[0] ?? -1,
          );
          if (best < 0) continue;
          const top = scores[best] ?? 0;
          const total = may.reduce((sum, place) => sum + Math.exp((scores[place] ?? 0) - top), 0);
          found.push({ fact: [subject, relation, best], sureness: 1 / total });
        }
      return found.sort((a, b) => b.sureness - a.sureness).slice(0, most);
    },
    close: () => table.dispose(),
  };
}
