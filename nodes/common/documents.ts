import { type Dataset, GenloomError, VIEW_LIMITS, type View } from '@/graph';

/** Characters of all documents together. */
export const charactersOf = (documents: readonly string[]): number =>
  documents.reduce((sum, document) => sum + document.length, 0);

/** The documents of a dataset. @throws GenloomError `text.empty` when there is nothing to work on */
export function documentsOf(data: Dataset<string>): readonly string[] {
  if (data.items.some((document) => document.trim() !== '')) return data.items;
  throw new GenloomError({
    code: 'text.empty',
    title: 'There is no text to work on.',
    detail: data.items.length === 0 ? 'What is connected holds no documents.' : 'All documents are empty.',
    fix: 'Look at what comes in: a filter before this node may have removed everything.',
  });
}

/** The beginnings of the first documents, bounded. */
export function documentsView(documents: readonly string[]): View {
  const items: string[] = [];
  let left: number = VIEW_LIMITS.characters;
  for (const document of documents) {
    if (items.length === VIEW_LIMITS.items || left <= 0) break;
    const shown = document.slice(0, Math.min(2_000, left));
    items.push(shown);
    left -= shown.length;
  }
  return { view: 'documents', count: documents.length, characters: charactersOf(documents), items };
}

/** A passage for a note or an example: one line, at most so long. */
export function excerpt(passage: string, length = 160): string {
  const line = passage
    .slice(0, 2 * length)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
