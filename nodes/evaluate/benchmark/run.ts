import { type Exam, GenloomError, type Model, type Run, type RunContext } from '@/graph';
import { encodePair } from '@/ml/exams/encode-pair';
import { ContinuationTooLong, logLikelihoods } from '@/ml/exams/log-likelihood';
import { markChoices } from '@/ml/exams/mark';
import { NUMBER_STOPS, numberMarks } from '@/ml/exams/number-answer';
import type { Prompt } from '@/ml/exams/prompt';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { excerpt } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { createWriter } from '../../common/writer';
import { diverged } from '../../generate/diverged';
import { ONLY_FILLS } from '../../generate/text/node';
import type { evaluateBenchmark } from './node';
import { writePrograms } from './programs';
import { promptsFor } from './prompts';
import { examMetrics, type MarkedQuestion, resultsTable } from './report';

export const run: Run<typeof evaluateBenchmark> = async ({ model, exam }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const prompts = promptsFor(exam, params);
  if (exam.shots === 'never' && params.shots > 0)
    context.log('info', `${exam.title} has its own solved questions before each; no others are added.`);
  const network = concreteNetwork(model.network);
  try {
    const weights = uploadWeights(network, model.weights);
    try {
      const sitting = { model, network, weights, context, ...params };
      const marked = await markedBy(exam, prompts, sitting);
      return { metrics: examMetrics(exam, marked, params.shots), results: resultsTable(exam, marked) };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    if (thrown instanceof ContinuationTooLong) throw tooLong(thrown, prompts);
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

function markedBy(exam: Exam, prompts: readonly Prompt[], sitting: Sitting): Promise<MarkedQuestion[]> {
  if (exam.scoring === 'tests') return writePrograms(prompts, sitting);
  return exam.scoring === 'number' ? write(prompts, sitting) : choose(exam, prompts, sitting);
}

export interface Sitting {
  readonly model: Model;
  readonly network: ReturnType<typeof concreteNetwork>;
  readonly weights: ReturnType<typeof uploadWeights>;
  readonly context: RunContext;
  readonly batchSize: number;
  readonly longestAnswer: number;
  readonly samples: number;
  readonly temperature: number;
}

/** Questions with choices: how likely each is. */
async function choose(exam: Exam, prompts: readonly Prompt[], sitting: Sitting): Promise<MarkedQuestion[]> {
  const { model, network, weights, context, batchSize } = sitting;
  const codec = codecOf(model.tokenizer);
  const [prefix, lead] = [prefixIds(model.tokenizer), codec.endIds[0]];
  const around = { prefix, ...(lead !== undefined && { lead }) };
  const pairs: ReturnType<typeof encodePair>[] = [];
  for (const prompt of prompts) {
    for (const pair of prompt.pairs) pairs.push(encodePair(codec.encode, pair.context, pair.continuation, around));
    await context.breathe();
  }
  const likelihoods = await logLikelihoods(pairs, {
    network,
    weights,
    context: model.blockLength,
    batchSize,
    progress: (done, total) => context.progress({ done, total, message: `${done} of ${total} answers` }),
    breathe: context.breathe,
  });
  let first = 0;
  return prompts.map(({ question, pairs: own }) => {
    const some = likelihoods.slice(first, first + own.length);
    first += own.length;
    const mark = markChoices(exam, question, some);
    return {
      question,
      marks: { acc: mark.acc, ...(exam.byLength && { acc_norm: mark.accNorm }) },
      given: question.choices[mark.chosen] ?? '',
      logLikelihoods: some.map(({ logLikelihood }) => logLikelihood),
    };
  });
}

/** Questions that are answered by writing, greedily. */
async function write(prompts: readonly Prompt[], sitting: Sitting): Promise<MarkedQuestion[]> {
  const { context, longestAnswer } = sitting;
  const writer = createWriter(sitting);
  const tokens = writer.roomFor(longestAnswer);
  if (tokens < longestAnswer)
    context.log('info', `Answers have at most ${tokens} tokens: the model looks back on ${writer.window} in all.`);
  const written = await writer.write(
    prompts.map(({ pairs: [pair] }) => pair?.context ?? ''),
    { strategy: 'greedy', maximumTokens: tokens, stop: NUMBER_STOPS, seed: context.seed },
    context,
  );
  return prompts.map(({ question }, index) => {
    const text = written[index] ?? '';
    return { question, marks: numberMarks(text, question), given: text, logLikelihoods: [] };
  });
}

function tooLong({ index, tokens, most }: ContinuationTooLong, prompts: readonly Prompt[]): GenloomError {
  const pair = prompts.flatMap(({ pairs }) => pairs)[index];
  return new GenloomError({
    code: 'exam.answer-too-long',
    title: `An answer has ${tokens.toLocaleString('en')} tokens, and the model looks back on ${most.toLocaleString('en')}.`,
    detail: `It reads: ${excerpt(pair?.continuation ?? '')}`,
    fix: 'Let the network look back further, or use a tokenizer with longer pieces.',
  });
}
