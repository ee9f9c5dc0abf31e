import { type Answers, type Found, GenloomError, hitsView, type Run } from '@/graph';
import { friendly } from '../../common/friendly';
import { askMany } from '../../common/llm/ask-many';
import { openLlm } from '../../common/llm/chat';
import { usageMetrics } from '../../common/llm/usage';
import { openSearch } from '../../common/retrieval/open';
import { queriesOf } from '../queries';
import { askedWith, citedIn } from './cite';
import type { answerFromDocuments } from './node';

export const run: Run<typeof answerFromDocuments> = async ({ llm, index, queries: wired }, params, context) => {
  const queries = queriesOf(wired, params.query);
  const { mode, top } = params;
  const search = openSearch(index, context);
  // A model that makes vectors goes before one that answers comes: both need not be in memory at once.
  const hits = await search
    .search(queries, { top, mode })
    .catch((thrown: unknown) => {
      throw friendly(thrown);
    })
    .finally(() => search.close());
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
    const told = queries.map((query, place) => {
      const one = asked[place];
      if (!one?.ok) throw new GenloomError(one?.error ?? { code: 'llm.not-asked', title: 'It was not asked.' });
      return {
        query,
        hits: hits[place] ?? [],
        answer: one.answer.text,
        ...citedIn(one.answer.text, hits[place]?.length ?? 0),
      };
    });
    for (const note of notesOn(told)) context.log('warning', note);
    const found: Found[] = told.map(({ unknown: _made, ...one }) => one);
    const answers: Answers = { items: told.map(({ query, answer }) => ({ prompt: query, answer })) };
    context.preview(hitsView({ found }), 'hits');
    return { answers, hits: { found }, usage: usageMetrics(asked) };
  } finally {
    open.close();
  }
};

/** What is wrong with citations: an answer without any may still be right, and one with a made-up number should not be trusted. */
function notesOn(
  told: readonly { readonly cited: readonly number[]; readonly unknown: readonly number[] }[],
): string[] {
  const made = told.filter(({ unknown }) => unknown.length > 0).length;
  const none = told.filter(({ cited, unknown }) => cited.length + unknown.length === 0).length;
  return [
    ...(made > 0 ? [`${answersThat(made, 'cite')} passages that there are not.`] : []),
    ...(none > 0 ? [`${answersThat(none, 'cite')} no passage.`] : []),
  ];
}

const answersThat = (count: number, does: string): string =>
  count === 1 ? `1 answer ${does}s` : `${count.toLocaleString('en')} answers ${does}`;
