import {
  type Answers,
  answersView,
  type Conversations,
  type Dataset,
  GenloomError,
  type Run,
  type RunContext,
  type z,
} from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { documentsOf } from '../../common/documents';
import { askMany } from '../../common/llm/ask-many';
import { openLlm } from '../../common/llm/chat';
import { usageMetrics } from '../../common/llm/usage';
import { lastAskedOf } from '../../generate/answers/asked';
import { readPrompts } from '../../generate/answers/read';
import type { llmAsk } from './node';
import { conversationQuestion, promptQuestion, type Question } from './questions';

type Params = z.infer<typeof llmAsk.params>;

export const run: Run<typeof llmAsk> = async ({ llm, prompts, conversations }, params, context) => {
  const all = await questionsOf(prompts, conversations, params, context);
  const questions = params.prompts > 0 ? all.slice(0, params.prompts) : all;
  if (questions.length === 0) throw new GenloomError(NO_PROMPTS);
  const open = openLlm(llm, context);
  try {
    const asked = await askMany(
      open,
      questions.map(({ messages }, place) => ({
        messages,
        maxTokens: llm.maxTokens,
        seed: (context.seed + place) % 2 ** 31,
      })),
      { concurrency: params.concurrency, failures: params.failures, counts: 'answers' },
      context,
    );
    const answers: Answers = {
      items: questions.flatMap((question, place) => {
        const one = asked[place];
        return one?.ok ? [{ ...question.asked, answer: one.answer.text }] : [];
      }),
    };
    const usage = usageMetrics(asked);
    for (const note of usage.notes) context.log('warning', note);
    if (answers.items.length === 0) throw allFailed(usage.notes);
    context.preview(answersView(answers), 'answers');
    return { answers, usage };
  } finally {
    open.close();
  }
};

async function questionsOf(
  prompts: Dataset<string> | undefined,
  conversations: Conversations | undefined,
  params: Params,
  { asset, log, breathe }: RunContext,
): Promise<Question[]> {
  if (prompts) return documentsOf(prompts).map((prompt) => promptQuestion({ prompt }, params));
  if (conversations) return lastAskedOf(conversations).map((one) => conversationQuestion(one, params));
  const { file } = params;
  if (!file) throw new GenloomError(NO_PROMPTS);
  refuseHuge(file.name, file.size);
  const warn = (text: string) => log('warning', text);
  const read = await readPrompts(file.name, await asset(file.sha256), { warn, breathe });
  return read.map((one) => promptQuestion(one, params));
}

const NO_PROMPTS = {
  code: 'answers.no-prompts',
  title: 'There is nothing to ask.',
  fix: 'Connect documents or conversations, or drop a .jsonl or .csv with prompts on this node.',
};

const allFailed = (notes: readonly string[]) =>
  new GenloomError({
    code: 'ask.all-failed',
    title: 'No question was answered.',
    ...(notes[0] !== undefined && { detail: notes[0] }),
    fix: 'Look at what the first one says, then run again.',
  });
