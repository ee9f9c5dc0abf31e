import { GenloomError, type Passage, passagesView, type Run } from '@/graph';
import { splitText, titleIn } from '@/ml/retrieval/split';
import { documentsOf } from '../../common/documents';
import type { splitPassages } from './node';

export const run: Run<typeof splitPassages> = async ({ text }, params, { breathe, progress, preview }) => {
  if (params.overlap >= params.size)
    throw new GenloomError({
      code: 'retrieve.overlap',
      title: `An overlap of ${params.overlap} leaves no room for anything new in passages of ${params.size}.`,
      fix: 'Set an overlap of a fifth of the passages or less.',
    });
  const documents = documentsOf(text);
  const passages: Passage[] = [];
  for (const [document, whole] of documents.entries()) {
    const title = titleIn(whole) ?? `Document ${document + 1}`;
    for (const { start, end } of splitText(whole, params))
      passages.push({ text: whole.slice(start, end), document, title, start, end });
    progress({ done: document + 1, total: documents.length });
    await breathe();
  }
  preview(passagesView({ passages }), 'passages');
  return { passages: { passages } };
};
