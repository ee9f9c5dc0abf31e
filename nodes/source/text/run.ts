import { GenloomError, type Run, type RunContext, type z } from '@/graph';
import { createRandom } from '@/ml/random';
import { splitLines, splitParagraphs, writePlays } from '@/ml/text';
import { documentsOf, documentsView } from '../../common/documents';
import type { sourceText } from './node';
import { readFile, refuseHuge } from './read/file';

type Params = z.infer<typeof sourceText.params>;

export const run: Run<typeof sourceText> = async (_inputs, params, context) => {
  const items = documentsOf({ items: await read(params, context) }).filter((document) => document.trim() !== '');
  context.preview(documentsView(items), 'text');
  return { text: { items } };
};

async function read(params: Params, context: RunContext): Promise<readonly string[]> {
  switch (params.origin) {
    case 'paste':
      return separate(params.text.replace(/\r\n?/g, '\n'), params.separate);
    case 'file':
      if (params.file) return readGiven(params.file, params, context);
      throw new GenloomError({
        code: 'source.no-file',
        title: 'No file has been chosen.',
        fix: 'Drop a file on this node, or take the text from somewhere else.',
      });
    case 'url':
      if (params.fetched) return readGiven(params.fetched, params, context);
      throw new GenloomError({
        code: 'source.not-fetched',
        title: params.url === '' ? 'No web address has been given.' : `${params.url} has not been fetched yet.`,
        fix: params.url === '' ? 'Type an address and press Fetch.' : 'Press Fetch in the inspector.',
      });
    case 'generated':
      return separate(await write(params, context), params.separate);
  }
}

/** The documents of a plain text. */
function separate(text: string, by: Params['separate']): string[] {
  if (by === 'whole') return [text];
  return by === 'line' ? splitLines(text) : splitParagraphs(text);
}

/** Plays by a seeded grammar, at least as long as asked for: the same text as `generateCorpus` gives, written while others are let through. */
async function write({ topic, characters }: Params, { progress, breathe }: RunContext): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for (const part of writePlays(createRandom(topic))) {
    parts.push(part);
    length += part.length;
    progress({ done: Math.min(length, characters), total: characters, message: 'writing plays' });
    if (length >= characters) break;
    await breathe();
  }
  return parts.join('');
}

async function readGiven(
  { name, size, sha256 }: NonNullable<Params['file']>,
  { column, field, separate: by }: Params,
  { asset, log, breathe }: RunContext,
): Promise<readonly string[]> {
  refuseHuge(name, size);
  return readFile(name, await asset(sha256), {
    column,
    field,
    separate: (text) => separate(text, by),
    warn: (text) => log('warning', text),
    breathe,
  });
}
