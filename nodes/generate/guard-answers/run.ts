import { type Answer, answersView, GenloomError, type Run } from '@/graph';
import { friendly } from '../../common/friendly';
import { classPlace, compileGuard, recordOf, type Verdict } from '../../common/guard/guard';
import { guardReport } from '../../common/guard/report';
import { classify, judgedPart } from '../../common/judged-text';
import type { guardAnswers } from './node';

export const run: Run<typeof guardAnswers> = async ({ answers: given, classifier }, params, context) => {
  if (given.items.length === 0)
    throw new GenloomError({
      code: 'answers.none',
      title: 'There are no answers to look at.',
      fix: 'Give “Answer prompts” some prompts.',
    });
  const judge = compileGuard(params);
  const place = classifier ? classPlace(classifier, params.unsafe) : 0;
  const told = classifier
    ? await classify(
        classifier,
        given.items.map(({ prompt, question = prompt, answer }) => judgedPart(question, answer, classifier.reads)),
        context.breathe,
      ).catch((thrown) => {
        throw friendly(thrown);
      })
    : null;
  const items: Answer[] = [];
  const all: Verdict[] = [];
  for (const [index, item] of given.items.entries()) {
    const verdict = judge(item.answer, told ? (told[index]?.[place] ?? 0) : null);
    all.push(verdict);
    items.push({ ...item, answer: verdict.text, guarded: [...(item.guarded ?? []), recordOf(verdict, 'behind')] });
    context.progress({ done: index + 1, total: given.items.length });
    await context.breathe();
  }
  const answers = { items };
  context.preview(answersView(answers), 'answers');
  return { answers, report: guardReport(all, 'answers') };
};
