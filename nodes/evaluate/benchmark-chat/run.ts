import { type Exam, GenloomError, type Metric, type Run } from '@/graph';
import type { Prompt } from '@/ml/exams/prompt';
import { askMany } from '../../common/llm/ask-many';
import { openLlm } from '../../common/llm/chat';
import { usageMetrics } from '../../common/llm/usage';
import { promptsFor } from '../benchmark/prompts';
import { examMetrics, resultsTable } from '../benchmark/report';
import { type Form, inLetters, inNumbers, inPrograms } from './forms';
import type { evaluateBenchmarkChat } from './node';

export const run: Run<typeof evaluateBenchmarkChat> = async ({ llm, exam }, params, context) => {
  const prompts = promptsFor(exam, { ...params, limit: params.questions });
  if (exam.shots === 'never' && params.shots > 0)
    context.log('info', `For ${exam.title} no solved examples are shown.`);
  const form = formOf(exam, prompts, params.exampleSeed);
  const samples = exam.scoring === 'tests' ? params.samples : 1;
  const requests = prompts.flatMap((_, place) =>
    Array.from({ length: samples }, (_one, sample) => ({
      ...form.request(place),
      maxTokens: Math.min(params.longestAnswer, llm.maxTokens),
      seed: (context.seed + place * samples + sample) % 2 ** 31,
    })),
  );
  const open = openLlm(llm, context);
  try {
    const { concurrency } = params;
    const asked = await askMany(open, requests, { concurrency, failures: 'stop', counts: 'answers' }, context);
    const written = asked.map((one) => (one.ok ? one.answer.text : ''));
    const { marked, unread } = await form.mark(
      (place) => written.slice(place * samples, (place + 1) * samples),
      context,
    );
    const metrics = examMetrics(exam, marked, params.shots);
    const used = usageMetrics(asked).values.filter(({ name }) => name !== 'Answers');
    return {
      metrics: {
        ...metrics,
        values: [...metrics.values, ...unreadMetric(unread), ...used],
        notes: [...form.notes, ...metrics.notes],
      },
      results: resultsTable(exam, marked),
    };
  } finally {
    open.close();
  }
};

function formOf(exam: Exam, prompts: readonly Prompt[], seed: number): Form {
  switch (exam.scoring) {
    case 'number':
      return inNumbers(prompts);
    case 'tests':
      return inPrograms(prompts);
    case 'choices':
    case 'contexts':
      return inLetters(exam, prompts, seed);
    case 'truth':
      throw new GenloomError({
        code: 'exam.needs-likelihoods',
        title: `${exam.title} is marked by how likely a model finds each answer, and words do not tell that.`,
        fix: 'Take “TruthfulQA, one right answer” in “Benchmark”, or “Sit the exam” with a model of the graph.',
      });
  }
}

const unreadMetric = (unread: number): Metric[] => [
  {
    name: 'Could not be read',
    value: unread,
    unit: 'answers',
    better: 'lower',
    help: 'Answers in another form than was asked for. They count as wrong.',
  },
];
