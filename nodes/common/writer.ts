import type { Model, RunContext } from '@/graph';
import type { DecodingRules } from '@/ml/decoding';
import { createHolder, type Hold } from '@/ml/generation/hold';
import type { Pattern } from '@/ml/generation/pattern';
import { writeMany } from '@/ml/generation/write-many';
import { contextLength, type Network } from '@/ml/network';
import type { uploadWeights } from '@/ml/weights';
import { type Codec, codecOf, continuation, promptIds, withoutEnd } from './codec';
import { prefixIds } from './prefix';
import { cutAtStop, endingOf } from './stop';

/** Answers that are written at once. */
const TOGETHER = 16;

export interface WritingRules extends Omit<DecodingRules, 'repetitionPenalty'> {
  readonly strategy: 'greedy' | 'sample';
  readonly maximumTokens: number;
  /** Writing ends before one of these. */
  readonly stop?: readonly string[];
  /** What the model is given before each text. */
  readonly before?: string;
  /** What each text with what is written after it is held to; one that begins otherwise is not held. */
  readonly form?: Pattern;
  /** Each text has a stream of its own, of this and its place. */
  readonly seed: number | string;
}

/** Writes what comes after texts. */
export interface Writer {
  /** Tokens that the model looks back on. */
  readonly window: number;
  /** As many tokens as are asked for, or half of the window where that is less, so that a prompt has its place too. */
  roomFor(tokens: number): number;
  /**
   * What the model writes after each of the texts, without them; a text too long for the window loses its beginning.
   * Many are written at once; it tells how far it is, and can be cancelled at any token.
   */
  write(
    prompts: readonly string[],
    rules: WritingRules,
    context: Pick<RunContext, 'progress' | 'breathe'>,
  ): Promise<string[]>;
}

/** A model that writes; its weights are the caller’s. */
export function createWriter({
  model,
  network,
  weights,
}: {
  readonly model: Model;
  readonly network: Network;
  readonly weights: ReturnType<typeof uploadWeights>;
}): Writer {
  const codec = codecOf(model.tokenizer);
  const prefix = prefixIds(model.tokenizer);
  const window = Math.min(model.blockLength, contextLength(network));
  return {
    window,
    roomFor: (tokens) => Math.max(1, Math.min(tokens, Math.floor(window / 2))),
    async write(texts, { seed, stop = [], strategy, before = '', form, ...rules }, { progress, breathe }) {
      const room = Math.max(1, window - rules.maximumTokens);
      const prompts = texts.map((text) => [...prefix, ...promptIds(codec, before + text)].slice(-room));
      const after = (index: number, ids: readonly number[]) => continuation(codec, prompts[index] ?? [], ids);
      // Prompts of like length stand together: none has to wait until another's is read.
      const order = [...prompts.keys()].sort((a, b) => (prompts[a]?.length ?? 0) - (prompts[b]?.length ?? 0));
      const endsWith = endingOf(codec, stop);
      const holder = form && createHolder(form, textsOfIds(codec), endsText(codec, stop));
      const holds = holder && texts.map((text): Hold | null => holder.after(text));
      const written: string[] = texts.map(() => '');
      for (let start = 0; start < order.length; start += TOGETHER) {
        const places = order.slice(start, start + TOGETHER);
        const answers = await writeMany({
          network,
          weights,
          prompts: places.map((index) => prompts[index] ?? []),
          seeds: places.map((index) => `${seed}/${index}`),
          ...rules,
          ...(strategy === 'greedy' && { temperature: 0 }),
          ...(endsWith && { endsWith }),
          ...(holds && { holds: places.map((index) => holds[index] ?? null) }),
          endIds: codec.endIds,
          context: model.blockLength,
          breathe,
        });
        for (const [place, { ids }] of answers.entries()) {
          const index = places[place] ?? 0;
          written[index] = cutAtStop(after(index, withoutEnd(codec, ids)), 0, stop);
        }
        const done = start + places.length;
        progress({ done, total: texts.length, message: `${done} of ${texts.length} answers` });
      }
      return written;
    },
  };
}

/** What each id adds to a text; some decoders take a space off where a text begins, so each is read behind another. */
function textsOfIds(codec: Codec): string[] {
  const [before = 0] = codec.encode('a');
  const head = codec.decode([before]).length;
  return Array.from({ length: codec.vocabularySize }, (_, id) => codec.decode([before, id]).slice(head));
}

/** Which ids end a text: those that end any, and what a stop string is at the beginning of. */
const endsText =
  ({ endIds }: Pick<Codec, 'endIds'>, stop: readonly string[]) =>
  (id: number, piece: string): boolean =>
    endIds.includes(id) || stop.some((ending) => piece.startsWith(ending));
