import { GenloomError, type Run } from '@/graph';
import { parseTokenizerFile } from '@/ml/tokenizers/parse';
import { codecOf, piecesOf, tokensView } from '../../common/codec';
import type { load } from './node';

/** The largest published files have some 30 MB. */
const LARGEST_FILE = 64 * 1024 * 1024;

export const run: Run<typeof load> = async (_inputs, { file }, context) => {
  if (!file)
    throw new GenloomError({
      code: 'tokenizer.no-file',
      title: 'No tokenizer has been chosen.',
      fix: 'Drop a tokenizer.json on this node.',
    });
  if (file.size > LARGEST_FILE)
    throw new GenloomError({
      code: 'file.too-large',
      title: `“${file.name}” has ${Math.ceil(file.size / 1024 / 1024)} MB; at most ${LARGEST_FILE / 1024 / 1024} are read.`,
      fix: 'Choose the tokenizer.json itself, not the model.',
    });
  const text = decode(await context.asset(file.sha256), file.name);
  await context.breathe();
  const tokenizer = parseTokenizerFile(text);
  const codec = codecOf(tokenizer);
  for (const note of codec.notes) context.log('warning', note);
  const sentence = 'How does this tokenizer cut a sentence?';
  context.preview(tokensView(codec, sentence, { vocabulary: piecesOf(codec, 0) }), 'tokenizer', 'stays');
  return { tokenizer };
};

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'text.binary',
        title: `“${name}” is not a text file, so it is no tokenizer.json.`,
        fix: 'Choose the tokenizer.json itself, not the model beside it.',
      },
      { cause },
    );
  }
}
