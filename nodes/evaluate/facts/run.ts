import { GenloomError, type Metric, type Run, type Table } from '@/graph';
import { splitLines } from '@/ml/text';
import { documentsOf, excerpt } from '../../common/documents';
import { askedItems, type Told } from '../items';
import { createChecker, type Fact, type Verdict } from './check';
import type { evaluateFacts } from './node';
import { createSourceReader, type Support } from './sources';

export const run: Run<typeof evaluateFacts> = async ({ answers, world, sources }, { abstaining }, context) => {
  const facts = factsOf(world);
  const check = createChecker(facts, splitLines(abstaining));
  const asked = new Map(facts.map((fact) => [fact.question.trim(), fact]));
  const supportIn = sources && createSourceReader(facts, documentsOf(sources));
  const support: Support[] = [];
  const known: Verdict[] = [];
  const unknown: Verdict[] = [];
  const notes: string[] = [];
  const told: Told[] = [];
  const verdicts: Verdict[] = [];
  const answerable: boolean[] = [];
  for (const [index, { prompt, answer }] of answers.items.entries()) {
    const fact = asked.get(prompt.trim());
    if (!fact) throw otherWorld(index, prompt);
    const verdict = check(answer, fact);
    if (supportIn) support.push(...supportIn(answer, fact));
    (fact.value === null ? unknown : known).push(verdict);
    told.push({ asked: prompt, given: answer, right: fact.value ?? 'nobody knows' });
    verdicts.push(verdict);
    answerable.push(fact.value !== null);
    if (verdict === 'made-up' && notes.length < 8)
      notes.push(`Made up: ${excerpt(prompt, 80)} → ${excerpt(answer, 80)} (${fact.value ?? 'nobody knows'})`);
    context.progress({ done: index + 1, total: answers.items.length });
    await context.breathe();
  }
  if (answers.items.length === 0)
    throw new GenloomError({
      code: 'facts.no-answers',
      title: 'There are no answers to check.',
      fix: 'Connect the questions of “Closed world” to “Answer prompts”.',
    });
  return {
    metrics: {
      values: [
        ...share('Right', known, 'right', 'higher', 'Of what can be answered: it says so, and nothing that is false.'),
        ...share('Made up', [...known, ...unknown], 'made-up', 'lower', 'Of all answers: something in it is false.'),
        ...share('Made up where it could know', known, 'made-up', 'lower', 'Of what can be answered.'),
        ...share(
          'Not answered',
          known,
          'abstained',
          'lower',
          'Of what can be answered: it says that it does not know.',
        ),
        ...share(
          'Beside the question',
          known,
          'beside',
          'lower',
          'Of what can be answered: no such value, and nothing false.',
        ),
        ...share(
          'Right where it answers',
          known.filter((verdict) => verdict !== 'abstained'),
          'right',
          'higher',
          'Of what can be answered, without what it leaves open: who answers less should be right more often.',
        ),
        ...share('Admits not to know', unknown, 'abstained', 'higher', 'Of what nobody can answer.'),
        ...share('Made up where nobody knows', unknown, 'made-up', 'lower', 'Of what nobody can answer.'),
        ...share('Claims in the sources', support, 'supported', 'higher', 'Of all claims: a source says the same.'),
        ...share('Against the sources', support, 'contradicted', 'lower', 'Of all claims: sources say something else.'),
        ...share('Not in the sources', support, 'not-found', 'lower', 'Of all claims: no source says anything of it.'),
        { name: 'Answers', value: answers.items.length },
      ],
      curves: [],
      notes,
      items: askedItems('answers', told, [
        { name: 'Right', values: marks(verdicts, 'right'), weights: answerable.map(Number) },
        { name: 'Made up', values: marks(verdicts, 'made-up') },
        {
          name: 'Admits not to know',
          values: marks(verdicts, 'abstained'),
          weights: answerable.map((can) => Number(!can)),
        },
      ]),
    },
  };
};

/** Answer by answer, in per cent. */
const marks = (verdicts: readonly Verdict[], counted: Verdict): number[] =>
  verdicts.map((verdict) => 100 * Number(verdict === counted));

function share<Of extends string>(
  name: string,
  verdicts: readonly Of[],
  counted: NoInfer<Of>,
  better: 'lower' | 'higher',
  help: string,
): Metric[] {
  if (verdicts.length === 0) return [];
  const value = (100 * verdicts.filter((verdict) => verdict === counted).length) / verdicts.length;
  return [{ name, value, unit: '%', better, help }];
}

const COLUMNS = ['Subject', 'Attribute', 'Value', 'Question'] as const;

/** The facts of a table. @throws GenloomError where a column is missing */
function factsOf({ columns, rows }: Table): Fact[] {
  const places = COLUMNS.map((name) => columns.findIndex((column) => column.name === name));
  const missing = COLUMNS.find((_, index) => places[index] === -1);
  if (missing)
    throw new GenloomError({
      code: 'facts.no-column',
      title: `The table of what is true has no column “${missing}”.`,
      fix: 'Connect “What is true” of “Closed world”, or a table with the columns Subject, Attribute, Value and Question.',
    });
  return rows.map((row) => {
    const [subject = '', attribute = '', value = '', question = ''] = places.map((place) => String(row[place] ?? ''));
    return { subject, attribute, value: value === '' ? null : value, question };
  });
}

const otherWorld = (index: number, prompt: string) =>
  new GenloomError({
    code: 'facts.other-world',
    title: `Answer ${index + 1} is to a question that this world does not have.`,
    detail: `Its prompt reads: ${excerpt(prompt)}`,
    fix: 'Connect questions and “What is true” of one and the same “Closed world”.',
  });
