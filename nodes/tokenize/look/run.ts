import { GenloomError, type Metric, type Run, type TokenizerValue } from '@/graph';
import { codecOf, tokensView } from '../../common/codec';
import type { look } from './node';

/** Pieces of each tokenizer that are written out in the notes. */
const SHOWN = 200;

export const run: Run<typeof look> = async ({ first, second, third, text }, { sentence }, context) => {
  const shown = text ?? sentence;
  if (shown === '')
    throw new GenloomError({
      code: 'text.empty',
      title: 'There is no sentence to look at.',
      fix: 'Type one, or connect a text.',
    });
  const given: [string, TokenizerValue | undefined][] = [
    ['first', first],
    ['second', second],
    ['third', third],
  ];
  const values: Metric[] = [];
  const notes: string[] = [];
  const rows: (string | number)[][] = [];
  const characters = [...shown].length;
  for (const [name, tokenizer] of given) {
    if (!tokenizer) continue;
    const codec = codecOf(tokenizer);
    const ids = codec.encode(shown);
    const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const perToken = ids.length === 0 ? 0 : characters / ids.length;
    const pieces = [...ids.subarray(0, SHOWN)].map((id) => codec.piece(id).replaceAll(' ', '␣').replaceAll('\n', '⏎'));
    values.push(
      { name: `${title}: tokens`, value: ids.length, better: 'lower' },
      { name: `${title}: characters per token`, value: perToken, better: 'higher' },
      { name: `${title}: vocabulary`, value: codec.vocabularySize, unit: 'tokens' },
    );
    notes.push(`${title}: ${pieces.join(' | ')}${ids.length > SHOWN ? ' | …' : ''}`);
    rows.push([title, ids.length, Number(perToken.toFixed(2)), codec.vocabularySize, pieces.join(' | ')]);
    context.preview(tokensView(codec, shown), name);
    await context.breathe();
  }
  context.preview(
    {
      view: 'table',
      columns: ['Tokenizer', 'Tokens', 'Characters per token', 'Vocabulary', 'Pieces'],
      rows,
      caption: shown.slice(0, 200),
    },
    'comparison',
  );
  return { comparison: { values, curves: [], notes } };
};
