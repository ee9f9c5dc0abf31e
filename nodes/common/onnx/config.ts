import { GenloomError, type JsonObject, jsonSchema, z } from '@/graph';

/** What is used of a published config.json. */
export interface OnnxConfig {
  readonly type: string;
  /** Rows of its table of tokens; null where it is not told. */
  readonly vocabulary: number | null;
  /** Tokens that it looks back on. */
  readonly context: number;
}

const count = z.number().int().min(1).max(100_000_000).nullish();
const config = z.object({
  model_type: z.string().max(200),
  is_encoder_decoder: z.boolean().nullish(),
  vocab_size: count,
  max_position_embeddings: count,
  n_positions: count,
  n_ctx: count,
  max_seq_len: count,
});
const tokenizer = z.object({
  model: z.object({ vocab: z.union([z.record(z.string(), z.number()), z.array(z.unknown())]) }),
  added_tokens: z.array(z.object({ id: z.number().int().min(0) })).nullish(),
});
const anyObject = z.record(z.string(), jsonSchema);

/** Tokens that a model looks back on which does not say so. */
const USUAL_CONTEXT = 2_048;

/** @throws GenloomError `onnx.config`, or `onnx.architecture` for a model that does not go on with a text */
export function configOf(value: unknown): OnnxConfig {
  const read = config.safeParse(value);
  if (!read.success) throw unreadable('config.json', 'It does not say of what type the model is.');
  const { data } = read;
  if (data.is_encoder_decoder)
    throw new GenloomError({
      code: 'onnx.architecture',
      title: `A model of the type “${data.model_type}” turns one text into another, and does not go on with a chat.`,
      fix: 'Take one for text generation: on Hugging Face those with the tags “transformers.js” and “text-generation”.',
    });
  return {
    type: data.model_type,
    vocabulary: data.vocab_size ?? null,
    context: data.max_position_embeddings ?? data.n_positions ?? data.n_ctx ?? data.max_seq_len ?? USUAL_CONTEXT,
  };
}

/** The largest number of a token. @throws GenloomError `onnx.config` */
export function largestToken(bytes: Uint8Array): number {
  const read = tokenizer.safeParse(jsonOf('tokenizer.json', bytes));
  if (!read.success) throw unreadable('tokenizer.json', 'It has no vocabulary.');
  const { model, added_tokens } = read.data;
  const listed = Array.isArray(model.vocab) ? [model.vocab.length - 1] : Object.values(model.vocab);
  let largest = 0;
  for (const id of listed) if (id > largest) largest = id;
  for (const { id } of added_tokens ?? []) if (id > largest) largest = id;
  return largest;
}

/**
 * The tokenizer’s own settings, with the chat template that newer repositories keep in a file beside them: transformers.js looks for it here alone.
 * @throws GenloomError `onnx.config`
 */
export function withTemplate(settings: Uint8Array, template: Uint8Array | undefined): Uint8Array {
  const read = anyObject.safeParse(jsonOf('tokenizer_config.json', settings));
  if (!read.success) throw unreadable('tokenizer_config.json', 'It is no object.');
  if (!template || read.data.chat_template) return settings;
  const whole: JsonObject = { ...read.data, chat_template: new TextDecoder().decode(template) };
  return new TextEncoder().encode(JSON.stringify(whole));
}

/** @throws GenloomError `onnx.config` */
export function jsonOf(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw unreadable(name, 'It is no JSON.');
  }
}

const unreadable = (name: string, why: string) =>
  new GenloomError({
    code: 'onnx.config',
    title: `“${name}” cannot be read.`,
    detail: why,
    fix: 'Give the files as their makers published them.',
  });
