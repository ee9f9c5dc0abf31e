import { type Answers, type Found, GenloomError, type Hit, hitsView, type Run, type Triples } from '@/graph';
import { askMany } from '../../common/llm/ask-many';
import { openLlm } from '../../common/llm/chat';
import { usageMetrics } from '../../common/llm/usage';
import { askedWith, citedIn } from '../answer/cite';
import { queriesOf } from '../queries';
import { type Finding, type FoundFact, factFinder } from './find';
import type { askGraph } from './node';

/** So much less than the best a fact may score and still belong to the answer. */
const BESIDE_BEST = 0.2;

export const run: Run<typeof askGraph> = async ({ triples: graph, queries: wired, llm }, params, context) => {
  if (graph.triples.length === 0)
    throw new GenloomError({
      code: 'graph.no-facts',
      title: 'There are no facts in this graph.',
      fix: 'Connect a knowledge graph with facts.',
    });
  const queries = queriesOf(wired, params.query);
  const find = factFinder(graph);
  const findings = queries.map((query) => find(query, params.top));
  const hits = findings.map(({ facts }) => facts.map((fact) => hitOf(graph, fact)));
  const give = (told: readonly Found[], usage: ReturnType<typeof usageMetrics>) => {
    const answers: Answers = { items: told.map(({ query, answer = '' }) => ({ prompt: query, answer })) };
    context.preview(hitsView({ found: told }), 'hits');
    return { answers, hits: { found: told }, usage };
  };
  if (!llm)
    return give(
      queries.map((query, place) => ({
        query,
        hits: hits[place] ?? [],
        ...byPattern(graph, findings[place] ?? { named: [], facts: [] }),
      })),
      usageMetrics([]),
    );
  const open = openLlm(llm, context);
  try {
    const asked = await askMany(
      open,
      queries.map((query, place) => ({
        messages: askedWith(params.instructions, query, hits[place] ?? []),
        maxTokens: llm.maxTokens,
        seed: (context.seed + place) % 2 ** 31,
      })),
      { concurrency: params.concurrency, failures: 'stop', counts: 'answers' },
      context,
    );
    const told = queries.map((query, place): Found => {
      const one = asked[place];
      if (!one?.ok) throw new GenloomError(one?.error ?? { code: 'llm.not-asked', title: 'It was not asked.' });
      const { cited } = citedIn(one.answer.text, hits[place]?.length ?? 0);
      return { query, hits: hits[place] ?? [], answer: one.answer.text, cited };
    });
    return give(told, usageMetrics(asked));
  } finally {
    open.close();
  }
};

/** The facts of the relation that is meant most, as an answer with citations; or that there is none, and why. */
function byPattern({ entities }: Triples, { named, facts }: Finding): Pick<Found, 'answer' | 'cited'> {
  if (named.length === 0) return { answer: 'The graph knows nobody and nothing that this question names.', cited: [] };
  const best = facts[0];
  if (!best || best.score <= 0) return { answer: 'The graph does not say.', cited: [] };
  const same = facts.flatMap((fact, place) =>
    fact.triple.relation === best.triple.relation && fact.score >= best.score - BESIDE_BEST ? [{ fact, place }] : [],
  );
  const name = (place: number) => entities[place]?.name ?? '';
  const answer = same
    .map(({ fact: { triple, answer }, place }) =>
      answer === null
        ? `Yes: ${name(triple.subject)}, ${triple.relation}, ${name(triple.object)} [${place + 1}]`
        : `${name(answer)} [${place + 1}]`,
    )
    .join(', ');
  return { answer: `${answer}.`, cited: same.map(({ place }) => place + 1) };
}

/** A fact as a passage: its source, or the fact itself where nothing says so, under what it tells. */
function hitOf({ entities, sources, triples }: Triples, { triple, score }: FoundFact): Hit {
  const title = `${entities[triple.subject]?.name} ${triple.relation} ${entities[triple.object]?.name}`;
  const document = triple.sources?.[0] ?? -1;
  const text = sources[document] ?? `${title}.`;
  return {
    passage: { text, document: Math.max(0, document), title, start: 0, end: text.length },
    place: triples.indexOf(triple),
    score,
    matches: [],
  };
}
