import { sourceOf } from './hits-view';
import type { Passages, SearchIndex } from './kinds';
import { pageView } from './page-view';
import { VIEW_LIMITS, type View } from './view';

/** What can be seen of an index: how much is in it, how its vectors were made, and the passages from `offset` on. */
export function searchIndexView({ passages, lexical, dense }: SearchIndex, large = false, offset = 0): View {
  const documents = new Set(passages.map(({ document }) => document)).size;
  const { embedding } = dense;
  return pageView(
    {
      title: `${count(passages.length)} passages of ${count(documents)} ${documents === 1 ? 'document' : 'documents'}`,
      summary:
        embedding.by === 'latent'
          ? 'Found by their words, and by a meaning that was learned from which words stand together in them.'
          : 'Found by their words, and by what a model of this graph makes of them.',
      blocks: [
        {
          block: 'facts',
          items: [
            [
              'words',
              `${count(lexical.terms.length)} different${lexical.stems === 'english' ? ', without endings' : ''}`,
            ],
            ['vectors', `${count(dense.width)} numbers each`],
            ['made by', embedding.by === 'latent' ? 'latent semantic analysis' : 'a model of the graph'],
          ],
        },
        ...(large
          ? [
              {
                block: 'table' as const,
                columns: ['from', 'passage'],
                rows: passages
                  .slice(offset, offset + VIEW_LIMITS.items)
                  .map((passage) => [sourceOf(passage), passage.text.slice(0, 300)]),
              },
            ]
          : []),
      ],
    },
    large,
  );
}

/** Passages with where they come from, so many from `offset` on. */
export function passagesView({ passages }: Passages, large = false, offset = 0): View {
  const lengths = passages.map(({ text }) => text.length).sort((a, b) => a - b);
  return {
    view: 'table',
    columns: ['passage', 'from'],
    rows: passages
      .slice(offset, offset + (large ? VIEW_LIMITS.items : 5))
      .map((passage) => [passage.text.slice(0, large ? 400 : 90), sourceOf(passage)]),
    caption: `${count(passages.length)} passages · ${count(lengths[lengths.length >> 1] ?? 0)} characters in the middle, ${count(lengths.at(-1) ?? 0)} at most`,
  };
}

const count = (value: number): string => value.toLocaleString('en');
