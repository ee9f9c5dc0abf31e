import { collectTriples, GenloomError, type Metric, type Run, type Table, type Triples, triplesView } from '@/graph';
import { type Ranking, rankingOf } from '@/ml/knowledge/ranks';
import type { Fact } from '@/ml/knowledge/scorers';
import { linkPrediction, vectorNetwork } from '@/ml/objectives/link-prediction';
import { createRandom } from '@/ml/random';
import { curvesOf, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import type { TrainingWords } from '../common/words';
import { createJudge, knownOf, type Ranked } from './judge';
import type { trainLinkPrediction } from './node';

const words: TrainingWords = { loss: 'cross-entropy, nats per fact and way', unit: 'nats', speed: 'facts/s' };
/** The scores of every entity for every question have to fit. */
const MOST = 10_000;

export const run: Run<typeof trainLinkPrediction> = async ({ triples: given }, params, context) => {
  const relations = [...new Set(given.triples.map(({ relation }) => relation))].sort();
  const all = given.triples.map(
    ({ subject, relation, object }): Fact => [subject, relations.indexOf(relation), object],
  );
  if (all.length < 10) throw new GenloomError(TOO_FEW);
  if (given.entities.length > MOST) throw new GenloomError(TOO_MANY);
  const { training, held } = putAside(all, params.heldOut, context.seed);
  const network = vectorNetwork(given.entities.length, relations.length, 2 * params.width);
  const { state } = await trainShown(params, context, {
    network,
    data: { training, validation: held },
    objective: linkPrediction(params.scorer),
    words,
    evaluateBatches: 2,
  });
  const known = knownOf(all);
  const judge = createJudge(params.scorer, state.weights, params.width * 2);
  const ranks: Ranked[] = [];
  const look = async () => {
    for (const fact of held) {
      ranks.push(...judge.ranks(fact, known));
      await context.breathe();
    }
    return judge.guesses(given, all, params.predict, context.breathe);
  };
  const guesses = await look().finally(judge.close);
  const byFrequency = frequencyRanks(training, held, known, given.entities.length);
  const predicted = predictedOf(given, relations, guesses);
  context.preview(triplesView(predicted), 'predicted');
  const told = rankingOf(ranks.map(({ rank }) => rank));
  return {
    predicted,
    relations: tableOf(relations, ranks),
    metrics: {
      values: [
        ...figures('', told),
        ...figures(' by frequency alone', rankingOf(byFrequency)).slice(0, 1),
        { name: 'Facts put aside', value: held.length },
        { name: 'Entities', value: given.entities.length },
      ],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};

function figures(how: string, { mrr, hits }: Ranking): Metric[] {
  const [one, three, ten] = hits;
  const hit = (k: number, value: number): Metric => ({
    name: `Hits@${k}${how}`,
    value: 100 * value,
    unit: '%',
    better: 'higher',
    help: `The share of facts put aside whose object, or subject, is among the first ${k}.`,
  });
  return [
    {
      name: `MRR${how}`,
      value: mrr,
      better: 'higher',
      help: 'The mean of 1 / rank of the right entity among all, in the filtered setting, both ways.',
    },
    hit(1, one),
    hit(3, three),
    hit(10, ten),
  ];
}

/** Facts whose entities are told in others too, where there are such: of what was never learned nothing can be foretold. */
function putAside(all: readonly Fact[], share: number, seed: number) {
  const order = createRandom(`${seed}/held-out`).shuffle([...all]);
  const wanted = Math.max(1, Math.round(share * all.length));
  const times = new Map<number, number>();
  const count = (entity: number, by: number) => times.set(entity, (times.get(entity) ?? 0) + by);
  for (const [subject, , object] of all) for (const entity of [subject, object]) count(entity, 1);
  const held: Fact[] = [];
  const training: Fact[] = [];
  for (const fact of order) {
    const [subject, , object] = fact;
    const spare = (times.get(subject) ?? 0) > 1 && (times.get(object) ?? 0) > 1;
    if (held.length < wanted && spare) {
      held.push(fact);
      for (const entity of [subject, object]) count(entity, -1);
    } else training.push(fact);
  }
  if (held.length === 0) held.push(...training.splice(0, 1));
  return { training, held };
}

/** The ranks of who only knows how often each entity is the object, or the subject, of a relation. */
function frequencyRanks(
  training: readonly Fact[],
  held: readonly Fact[],
  known: ReturnType<typeof knownOf>,
  entities: number,
): number[] {
  return held.flatMap(([subject, relation, object]) =>
    [
      { target: object, part: 2 as const, also: known.objects(subject, relation) },
      { target: subject, part: 0 as const, also: known.subjects(object, relation) },
    ].map(({ target, part, also }) => {
      const counts = new Float32Array(entities);
      for (const fact of training) if (fact[1] === relation) counts[fact[part]] = (counts[fact[part]] ?? 0) + 1;
      return known.rank(counts, target, also);
    }),
  );
}

function predictedOf(
  { entities }: Triples,
  relations: readonly string[],
  guesses: readonly { readonly fact: Fact; readonly sureness: number }[],
): Triples {
  const collected = collectTriples();
  for (const { fact, sureness } of guesses) {
    const [from, to] = [entities[fact[0]], entities[fact[2]]];
    const relation = relations[fact[1]];
    if (!from || !to || relation === undefined) continue;
    collected.fact(collected.entity(from), relation, collected.entity(to), undefined, {
      sureness: Math.round(1_000 * sureness) / 1_000,
    });
  }
  return collected.made();
}

function tableOf(relations: readonly string[], ranks: readonly Ranked[]): Table {
  return {
    columns: [
      { name: 'Relation', kind: 'category', categories: relations },
      { name: 'Which', kind: 'category', categories: ['object', 'subject'] },
      ...['MRR', 'Hits@1, %', 'Hits@10, %'].map((name) => ({ name, kind: 'number' as const, decimals: 3 })),
      { name: 'Facts', kind: 'whole' },
    ],
    rows: relations.flatMap((relation, place) =>
      (['object', 'subject'] as const).flatMap((which) => {
        const own = ranks.filter((one) => one.relation === place && one.which === which);
        const { mrr, hits, count } = rankingOf(own.map(({ rank }) => rank));
        return count === 0 ? [] : [[relation, which, mrr, 100 * hits[0], 100 * hits[2], count]];
      }),
    ),
  };
}

const TOO_FEW = {
  code: 'links.too-few',
  title: 'So few facts teach nothing about those that are missing.',
  fix: 'Give a knowledge graph of at least some dozens of facts.',
};

const TOO_MANY = {
  code: 'links.too-many',
  title: `This graph has more than ${MOST.toLocaleString('en')} entities.`,
  fix: 'Learn from a part of it: every entity is scored for every fact.',
};
