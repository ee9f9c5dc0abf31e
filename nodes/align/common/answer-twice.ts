import type { Dataset, Model, RunContext } from '@/graph';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { diverged } from '../../generate/diverged';
import { type AnswerParams, answersTo, answerText, promptsOf, requireWriter } from './answers';

/** A prompt and what two models, or one twice, answered to it. */
export interface AnsweredTwice {
  readonly prompt: string;
  readonly answers: readonly [string, string];
}

interface PairParams extends AnswerParams {
  readonly pairs: number;
  /** Answers that are written at once. */
  readonly together: number;
}

/**
 * Two answers to each prompt, one of each model; prompts come up again where there are fewer than pairs. Every answer is drawn by a seed of its own, so that
 * how many are written at once changes nothing.
 */
export async function answerTwice(
  models: readonly [Model, Model],
  given: Dataset<string>,
  params: PairParams,
  context: Pick<RunContext, 'seed' | 'log' | 'progress' | 'breathe'>,
  onSome: (some: readonly AnsweredTwice[]) => void,
): Promise<void> {
  for (const model of models) requireWriter(model);
  const [first, second] = models;
  const writerOf = (model: Model) => {
    const codec = codecOf(model.tokenizer);
    const network = concreteNetwork(model.network);
    const prompts = promptsOf(given, codec, model.blockLength, params.answerTokens, context);
    return { codec, network, prompts, weights: uploadWeights(network, model.weights) };
  };
  const one = writerOf(first);
  let other = one;
  try {
    if (second !== first) other = writerOf(second);
    const total = one.prompts.length === 0 ? 0 : params.pairs;
    const each = Math.max(1, params.together >> 1);
    for (let from = 0; from < total; from += each) {
      const indices = Array.from({ length: Math.min(each, total - from) }, (_, index) => from + index);
      const sides: string[][] = [];
      for (const [side, { codec, network, prompts, weights }] of [one, other].entries()) {
        const asked = indices.flatMap((index) => prompts[index % prompts.length] ?? []);
        const seeds = indices.map((index) => `${context.seed}/pair/${index}/${side}`);
        const answers = await answersTo(asked, seeds, network, weights, codec, params, context.breathe);
        sides.push(asked.map((prompt, index) => answerText(codec, prompt, answers[index]?.ids ?? [])));
      }
      onSome(
        indices.map((index, at) => ({
          prompt: one.prompts[index % one.prompts.length]?.text ?? '',
          answers: [sides[0]?.[at] ?? '', sides[1]?.[at] ?? ''],
        })),
      );
      context.progress({ done: Math.min(from + each, total), total, message: 'answering' });
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  } finally {
    disposeAll(one.weights);
    if (other !== one) disposeAll(other.weights);
  }
}
