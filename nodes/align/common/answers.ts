import { type Dataset, GenloomError, type Model, type RunContext } from '@/graph';
import type { AnsweredIds } from '@/ml/align/rows';
import { type Answer, writeMany } from '@/ml/generation/write-many';
import type { Network } from '@/ml/network';
import type { Tensor } from '@/ml/tf';
import { type Codec, continuation, promptIds } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import { endingOf, stopStrings } from '../../common/stop';
import { ONLY_FILLS } from '../../generate/text/node';

/** A prompt as text and as ids. */
export interface Prompt {
  readonly text: string;
  readonly ids: readonly number[];
}

/** @throws GenloomError `generate.only-fills` for a model that cannot write */
export function requireWriter({ objective }: Pick<Model, 'objective'>): void {
  if (objective === 'masked') throw new GenloomError(ONLY_FILLS);
}

/**
 * Documents as prompts; of one that is too long to leave room for an answer, its end.
 * @throws GenloomError `align.no-room` where answers are as long as all that the model looks back on
 */
export function promptsOf(
  data: Dataset<string>,
  codec: Codec,
  blockLength: number,
  room: number,
  { log }: Pick<RunContext, 'log'>,
): Prompt[] {
  const most = blockLength - room;
  if (most < 1)
    throw new GenloomError({
      code: 'align.no-room',
      title: `An answer of ${room} tokens leaves no room for a prompt: the model looks back on ${blockLength}.`,
      fix: `Set “Longest answer” to ${Math.max(1, blockLength >> 1)} tokens.`,
      set: { param: 'answerTokens', value: Math.max(1, blockLength >> 1) },
    });
  let cut = 0;
  const prompts = documentsOf(data)
    .filter((text) => text !== '')
    .map((text): Prompt => {
      const ids = promptIds(codec, text);
      if (ids.length > most) cut += 1;
      return { text, ids: ids.slice(-most) };
    });
  if (cut > 0) log('warning', `Of ${cut.toLocaleString('en')} prompts only the last ${most} tokens are used.`);
  return prompts;
}

export interface AnswerParams {
  readonly answerTokens: number;
  readonly stop: string;
  readonly temperature: number;
}

/** Answers to prompts, each drawn by a seed of its own. */
export function answersTo(
  prompts: readonly Prompt[],
  seeds: readonly string[],
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  codec: Codec,
  { answerTokens, stop, temperature }: AnswerParams,
  breathe: () => Promise<void>,
): Promise<Answer[]> {
  const endsWith = endingOf(codec, stopStrings(stop));
  return writeMany({
    network,
    weights,
    prompts: prompts.map(({ ids }) => ids),
    seeds,
    maximumTokens: answerTokens,
    temperature,
    endIds: codec.endIds,
    ...(endsWith && { endsWith }),
    breathe,
  });
}

/** An answer as it reads after its prompt, without what ends a text. */
export const answerText = (codec: Codec, { ids }: Prompt, answer: readonly number[]): string =>
  continuation(
    codec,
    ids,
    answer.filter((id) => !codec.endIds.includes(id)),
  );

/**
 * A prompt and an answer as ids: the answer as it is cut where it stands behind its prompt, unless the first of its tokens would take letters of the prompt
 * with it. Of what is too long the answer is cut, and of its prompt the beginning.
 */
export function answeredIds(
  codec: Codec,
  prompt: string,
  answer: string,
  blockLength: number,
  endId: number | undefined,
): AnsweredIds & { readonly cut: boolean } {
  const before = promptIds(codec, prompt);
  const whole = [...codec.encode(prompt + answer)];
  const behind = prompt !== '' && before.every((id, index) => whole[index] === id);
  const own = behind ? whole.slice(before.length) : [...codec.encode(answer)];
  const ended = endId === undefined ? own : [...own, endId];
  // One token of the prompt at least, and as many of the answer as fit; half of each where both are long.
  const most = blockLength + 1;
  const room = Math.max(most - before.length, Math.min(ended.length, most >> 1));
  const kept = ended.slice(0, room);
  const start = before.slice(-Math.max(1, most - kept.length));
  return { prompt: start, answer: kept, cut: start.length < before.length || kept.length < ended.length };
}
