import { GenloomError, type Metric, type Run, type TokenizerValue, type TokenStrip } from '@/graph';
import { codecOf } from '../../common/codec';
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
  const strips: TokenStrip[] = [];
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
    strips.push({
      title: `${title}: ${ids.length.toLocaleString('en')} tokens, ${perToken.toFixed(2)} characters each`,
      pieces: [...ids.subarray(0, SHOWN)].map((id) => ({ id, piece: codec.piece(id) })),
    });
    await context.breathe();
  }
  context.preview({ view: 'tokens', pieces: [], caption: '', strips }, 'comparison', 'stays');
  return { comparison: { values, curves: [], notes } };
};
