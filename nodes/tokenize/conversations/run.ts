import { GenloomError, type Run, type TokenBlocks } from '@/graph';
import { CHAT_TEMPLATES, chatWriter } from '../../common/chat-template';
import { codecOf, tokensView } from '../../common/codec';
import type { encodeConversations } from './node';

/** A conversation as ids, and whether each is learned. */
interface Encoded {
  readonly ids: readonly number[];
  readonly answers: readonly number[];
}

export const run: Run<typeof encodeConversations> = async ({ conversations: given, tokenizer }, params, context) => {
  const { blockLength, learnAll } = params;
  const template = params.template === 'own' ? params.own : CHAT_TEMPLATES[params.template];
  const { segments } = chatWriter(template);
  const codec = codecOf(tokenizer);
  const encoded: Encoded[] = [];
  let [cut, characters, lossy] = [0, 0, 0];
  for (const [index, conversation] of given.conversations.entries()) {
    const [ids, answers]: [number[], number[]] = [[], []];
    for (const { text, answer } of segments(conversation)) {
      const part = codec.encode(text);
      if (index < 20 && codec.decode(part) !== text) lossy += 1;
      ids.push(...part);
      for (let place = 0; place < part.length; place++) answers.push(answer || learnAll ? 1 : 0);
      characters += text.length;
    }
    if (ids.length > blockLength + 1) cut += 1;
    const kept = { ids: ids.slice(0, blockLength + 1), answers: answers.slice(0, blockLength + 1) };
    if (kept.answers.slice(1).includes(1)) encoded.push(kept);
    context.progress({ done: index + 1, total: given.conversations.length });
    await context.breathe();
  }
  const lost = given.conversations.length - encoded.length;
  if (cut > 0)
    context.log(
      'warning',
      `${cut.toLocaleString('en')} conversations are longer than a block and were cut${lost > 0 ? `; of ${lost.toLocaleString('en')} nothing of the answer was left, so they are not used` : ''}.`,
    );
  if (lossy > 0)
    context.log(
      'warning',
      'The tokenizer does not know all characters of these conversations: some are lost or replaced.',
    );
  if (encoded.length === 0)
    throw new GenloomError({
      code: 'conversations.no-answers',
      title: 'No answer fits into a block.',
      fix: `Set blocks longer than ${blockLength} tokens.`,
    });
  const place = Math.max(1, Math.floor(encoded.length * (1 - params.validation)));
  const blocksOf = (some: readonly Encoded[]): TokenBlocks => ({
    ids: Int32Array.from(some.flatMap(({ ids }) => ids)),
    answers: Uint8Array.from(some.flatMap(({ answers }) => answers)),
    starts: startsOf(some, params.packed ? blockLength + 1 : 0),
    blockLength,
    vocabularySize: codec.vocabularySize,
    characters: Math.round((characters * some.length) / Math.max(1, given.conversations.length)),
    // A model that learns from this knows how it wants to be asked.
    tokenizer: { ...tokenizer, chat_template: template },
  });
  const first = given.conversations[0];
  if (first)
    context.preview(
      tokensView(
        codec,
        segments(first)
          .map(({ text }) => text)
          .join(''),
      ),
      'training',
    );
  return { training: blocksOf(encoded.slice(0, place)), validation: blocksOf(encoded.slice(place)) };
};

/** Where blocks begin: with each conversation, or as many in one as there is room for. */
function startsOf(some: readonly Encoded[], room: number): Int32Array {
  const starts: number[] = [];
  let [place, begun] = [0, Number.NEGATIVE_INFINITY];
  for (const { ids } of some) {
    if (place + ids.length - begun > room) {
      starts.push(place);
      begun = place;
    }
    place += ids.length;
  }
  return Int32Array.from(starts);
}
