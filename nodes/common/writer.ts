import type { Model, RunContext } from '@/graph';
import type { DecodingRules } from '@/ml/decoding';
import { contextLength, type Network } from '@/ml/network';
import { generateAll } from '@/ml/sample';
import type { uploadWeights } from '@/ml/weights';
import { codecOf, continuation, promptIds } from './codec';
import { prefixIds } from './prefix';
import { cutAtStop } from './stop';

export interface WritingRules extends DecodingRules {
  readonly strategy: 'greedy' | 'sample';
  readonly maximumTokens: number;
  /** Writing ends before one of these. */
  readonly stop?: readonly string[];
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
   * Tells how far it is after each, and can be cancelled in between.
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
    async write(prompts, { seed, stop = [], ...rules }, { progress, breathe }) {
      const written: string[] = [];
      for (const [index, text] of prompts.entries()) {
        const room = Math.max(1, window - rules.maximumTokens);
        const prompt = [...prefix, ...promptIds(codec, text)].slice(-room);
        const { ids } = await generateAll({
          network,
          weights,
          prompt,
          ...rules,
          stop,
          decode: (some) => continuation(codec, prompt, some),
          endIds: codec.endIds,
          seed: `${seed}/${index}`,
          context: model.blockLength,
          candidates: 0,
          breathe,
        });
        const last = ids.at(-1);
        const kept = last !== undefined && codec.endIds.includes(last) ? ids.slice(0, -1) : ids;
        written.push(cutAtStop(continuation(codec, prompt, kept), 0, stop));
        progress({ done: index + 1, total: prompts.length, message: `${index + 1} of ${prompts.length} answers` });
      }
      return written;
    },
  };
}
