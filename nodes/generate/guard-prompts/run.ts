import { type Answer, answersView, type Conversation, GenloomError, type Run } from '@/graph';
import { documentsOf } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { classPlace, compileGuard, recordOf, type Verdict } from '../../common/guard/guard';
import { guardReport } from '../../common/guard/report';
import { classify, judgedText } from '../../common/judged-text';
import type { guardPrompts } from './node';

export const run: Run<typeof guardPrompts> = async ({ prompts, conversations, classifier }, params, context) => {
  const given: readonly Conversation[] = prompts
    ? documentsOf(prompts).map((content) => ({ messages: [{ role: 'user', content }] }))
    : (conversations?.conversations ?? []);
  if (given.length === 0) throw nothing();
  if (classifier?.reads === 'answer') throw readsAnswers();
  const judge = compileGuard(params);
  const place = classifier ? classPlace(classifier, params.unsafe) : 0;
  // Nothing is answered yet: of a classifier that reads both, the question alone.
  const asked = given.map((one) => judgedText(one, 'question'));
  const told = classifier
    ? await classify(classifier, asked, context.breathe).catch((thrown) => {
        throw friendly(thrown);
      })
    : null;
  const passed: Conversation[] = [];
  const refused: Answer[] = [];
  const all: Verdict[] = [];
  for (const [index, conversation] of given.entries()) {
    const text = asked[index] ?? '';
    const verdict = judge(text, told ? (told[index]?.[place] ?? 0) : null);
    const guarded = [...(conversation.guarded ?? []), recordOf(verdict, 'before')];
    all.push(verdict);
    if (verdict.action === 'refused') {
      const { label, category } = conversation;
      refused.push({
        ...{ prompt: verdict.told, question: verdict.told, answer: verdict.text, guarded },
        ...(label !== undefined && { label }),
        ...(category !== undefined && { category }),
      });
    } else {
      const last = conversation.messages.findLastIndex(({ role }) => role === 'user');
      const messages = conversation.messages.map((one, at) =>
        at === last ? { ...one, content: verdict.text } : one.role === 'user' ? blackedOut(one, judge) : one,
      );
      passed.push({ ...conversation, messages, guarded });
    }
    context.progress({ done: index + 1, total: given.length });
    await context.breathe();
  }
  context.preview(answersView({ items: refused }), 'refused');
  return {
    conversations: { conversations: passed },
    prompts: { items: passed.map((one) => judgedText(one, 'question')) },
    refused: { items: refused },
    report: guardReport(all, 'prompts'),
  };
};

/** What was said before is history: it is not refused any more, but what is to be hidden in it is hidden. */
function blackedOut<Message extends { readonly content: string }>(
  message: Message,
  judge: ReturnType<typeof compileGuard>,
): Message {
  return { ...message, content: judge(message.content, null).shown };
}

const nothing = () =>
  new GenloomError({
    code: 'guard.no-prompts',
    title: 'There are no prompts to look at.',
    fix: 'Connect documents, or conversations.',
  });

const readsAnswers = () =>
  new GenloomError({
    code: 'guard.reads-answers',
    title: 'This classifier learned to read answers, and before the model there are none.',
    fix: 'Train one with “Reads” set to “Question”, or connect it to “Guard answers”.',
  });
