import { GenloomError, type Run } from '@/graph';
import { documentsOf, documentsView } from '../../common/documents';
import type { beginnings } from './node';

export const run: Run<typeof beginnings> = ({ text }, { words, count }, { log, preview }) => {
  const documents = documentsOf(text);
  const first = new RegExp(String.raw`^\s*(?:\S+\s+){${words - 1}}\S+(?=\s+\S)`, 'u');
  const cut = documents.flatMap((document) => {
    const start = first.exec(document)?.[0];
    return start === undefined ? [] : [{ start, rest: document.slice(start.length) }];
  });
  if (cut.length === 0)
    throw new GenloomError({
      code: 'beginnings.too-short',
      title: `None of these documents has more than ${words} ${words === 1 ? 'word' : 'words'}.`,
      fix: 'Give fewer words, or longer documents.',
    });
  if (cut.length < documents.length && (count === 0 || cut.length < count))
    log('info', `${(documents.length - cut.length).toLocaleString('en')} documents are too short and left out.`);
  const kept = count > 0 ? cut.slice(0, count) : cut;
  const starts = kept.map(({ start }) => start);
  preview(documentsView(starts), 'starts');
  return { starts: { items: starts }, rests: { items: kept.map(({ rest }) => rest) } };
};
