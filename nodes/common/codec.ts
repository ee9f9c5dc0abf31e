import { GenloomError, type TokenizerValue, VIEW_LIMITS, type View, z } from '@/graph';
import { compileTokenizer, type Tokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';

/** A tokenizer that works, with the ids at which published models begin and end a text. */
export interface Codec extends Tokenizer {
  /** What its post-processor puts before every text, as Llama’s does: a model that has only ever seen texts with it writes worse without. */
  readonly beginIds: readonly number[];
  readonly endIds: readonly number[];
}

/** How published tokenizers write the end of a text. */
const ENDS = new Set(['<|endoftext|>', '<|end_of_text|>', '<|eot_id|>', '<|im_end|>', '</s>', '<eos>', '[SEP]']);

/** Makes a tokenizer's value work. @throws TokenizerError when the file is damaged or uses what is not supported */
export function codecOf(value: TokenizerValue): Codec {
  const json = parseTokenizerJson(value);
  const endIds = json.added_tokens.filter(({ content, special }) => special && ENDS.has(content)).map(({ id }) => id);
  return { ...compileTokenizer(json), beginIds: aroundIdsOf(json.post_processor).begin, endIds };
}

/** The special tokens that a tokenizer's processor puts before and after a text, whether it stands alone or in a sequence of processors. */
export function aroundIdsOf(processor: unknown): {
  readonly begin: readonly number[];
  readonly end: readonly number[];
} {
  const parsed = postProcessor.safeParse(processor);
  if (!parsed.success) return { begin: [], end: [] };
  const { data } = parsed;
  if (data.type === 'Sequence') {
    const parts = data.processors.map(aroundIdsOf);
    return { begin: parts.flatMap(({ begin }) => begin), end: parts.flatMap(({ end }) => end) };
  }
  if (data.type !== 'TemplateProcessing') return { begin: [data.cls[1]], end: [data.sep[1]] };
  const { single, special_tokens: special } = data;
  const text = single.findIndex((part) => 'Sequence' in part);
  const idsOf = (parts: typeof single) =>
    parts.flatMap((part) => (part.SpecialToken ? (special[part.SpecialToken.id]?.ids ?? []) : []));
  return { begin: idsOf(single.slice(0, Math.max(0, text))), end: idsOf(single.slice(text + 1)) };
}

const markedId = z.tuple([z.string(), z.number().int().min(0)]);
const postProcessor = z.union([
  z.object({ type: z.enum(['BertProcessing', 'RobertaProcessing']), sep: markedId, cls: markedId }),
  z.object({ type: z.literal('Sequence'), processors: z.array(z.unknown()).max(20) }),
  z.object({
    type: z.literal('TemplateProcessing'),
    single: z.array(
      z.object({ Sequence: z.unknown().optional(), SpecialToken: z.object({ id: z.string() }).optional() }),
    ),
    special_tokens: z.record(z.string(), z.object({ ids: z.array(z.number().int().min(0)) })),
  }),
]);

/**
 * The ids that a model goes on from: those of the prompt, or of a line break where there is none; there must be at least one.
 * @throws GenloomError `prompt.unknown` when the tokenizer knows nothing of the prompt
 */
export function promptIds(codec: Codec, prompt: string, fallback: Int32Array = Int32Array.of(0)): readonly number[] {
  const ids = [...codec.encode(prompt === '' ? '\n' : prompt)];
  if (ids.length > 0) return ids;
  if (prompt === '') return [...fallback.subarray(0, 1)];
  throw new GenloomError({
    code: 'prompt.unknown',
    title: 'The tokenizer knows no character of this prompt.',
    detail: `It reads: ${prompt.slice(0, 80)}`,
    fix: 'Begin with words of the kind that the model was trained on.',
  });
}

/** What was written, without the token that ended it: it says where a text ends, and is none of its words. */
export function withoutEnd({ endIds }: Pick<Codec, 'endIds'>, ids: readonly number[]): readonly number[] {
  const last = ids.at(-1);
  return last !== undefined && endIds.includes(last) ? ids.slice(0, -1) : ids;
}

/** The text that ids add to a prompt: pieces are decoded with what stands before them, since the first of a text may lose its space. */
export function continuation(codec: Codec, prompt: readonly number[], ids: readonly number[]): string {
  const before = prompt.slice(-8);
  const head = codec.decode(before);
  const whole = codec.decode([...before, ...ids]);
  return whole.startsWith(head) ? whole.slice(head.length) : codec.decode(ids);
}

/** How a text falls into tokens, and a look into the vocabulary; bounded. */
export function tokensView(
  codec: Codec,
  text: string,
  { caption, vocabulary }: { readonly caption?: string; readonly vocabulary?: readonly string[] } = {},
): View {
  const ids = codec.encode(text.slice(0, 4 * VIEW_LIMITS.pieces));
  const pieces = [...ids.subarray(0, VIEW_LIMITS.pieces)].map((id) => ({ id, piece: codec.piece(id) }));
  return {
    view: 'tokens',
    pieces,
    caption: caption ?? `${codec.vocabularySize.toLocaleString('en')} tokens in the vocabulary`,
    ...(vocabulary && { vocabulary: vocabulary.slice(0, VIEW_LIMITS.pieces) }),
  };
}

/** Pieces by id, from the first to (not including) the last. */
export const piecesOf = (codec: Codec, first: number, last = codec.vocabularySize): string[] =>
  Array.from({ length: Math.max(0, Math.min(last - first, VIEW_LIMITS.pieces)) }, (_, index) =>
    codec.piece(first + index),
  );
