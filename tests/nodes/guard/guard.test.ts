import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Conversations, Metrics, TextClassifier } from '@/graph';
import { memory, setBackend } from '@/ml/tf';
import { classify } from '@/nodes/common/judged-text';
import { measureRefusals } from '@/nodes/evaluate/refusals/node';
import { run as runMeasure } from '@/nodes/evaluate/refusals/run';
import { bestOfN } from '@/nodes/generate/best-of-n/node';
import { run as runBest } from '@/nodes/generate/best-of-n/run';
import { guardAnswers } from '@/nodes/generate/guard-answers/node';
import { run as runBehind } from '@/nodes/generate/guard-answers/run';
import { guardPrompts } from '@/nodes/generate/guard-prompts/node';
import { run as runBefore } from '@/nodes/generate/guard-prompts/run';
import { trainTextClassifier } from '@/nodes/train/text-classifier/node';
import { run as runTrain } from '@/nodes/train/text-classifier/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { tinyModel } from '../align/support';
import { refusalOf, testContext } from '../support';

beforeAll(() => setBackend('cpu'));

const value = ({ values }: Metrics, name: string) => values.find((one) => one.name === name)?.value ?? Number.NaN;
const asking = (content: string, label: string, category = label) => ({
  messages: [{ role: 'user' as const, content }],
  label,
  category,
});
/** What holds an a is unsafe, what holds a b is safe. */
const LABELLED: Conversations = {
  conversations: Array.from({ length: 24 }, (_, index) => {
    const letters = 'cdefgh'.slice(index % 5, (index % 5) + 1 + (index % 2));
    return index % 2 === 0 ? asking(`a${letters}a`, 'unsafe') : asking(`b${letters}bb`, 'safe');
  }),
};
const settings = { steps: 10, batchSize: 8, learningRate: 0.03, warmUpSteps: 0, evaluateEvery: 5, evaluateBatches: 1 };
const train = async (params: object = {}, conversations = LABELLED, objective?: 'masked', context = testContext()) =>
  runTrain(
    { model: { ...(await tinyModel()), ...(objective && { objective }) }, conversations },
    trainTextClassifier.params.parse({ ...settings, heldOut: 0.25, ...params }),
    context,
  );

test.each([undefined, 'masked'] as const)(
  'a classifier learns labels, is right on texts put aside, says how sure it is, and is kept (%s)',
  async (objective) => {
    await tinyModel();
    const before = memory().numTensors;
    const { classifier, metrics, confusion } = await train({}, LABELLED, objective);
    expect(memory().numTensors).toBe(before);
    expect(classifier).toMatchObject({ classes: ['safe', 'unsafe'], accuracy: 1, reads: 'question', trainedSteps: 10 });
    expect(classifier.network.shape).toEqual(['B', 'T', 2]);
    expect(value(metrics, 'Accuracy, put aside')).toBe(100);
    expect(value(metrics, 'Calibration error')).toBeLessThan(30);
    expect(confusion.columns.map(({ name }) => name)).toEqual(['Class', 'taken for safe', 'taken for unsafe']);
    const [safe, unsafe] = confusion.rows;
    expect([safe?.[2], unsafe?.[1]]).toEqual([0, 0]);
    expect(Number(safe?.[1]) + Number(unsafe?.[2])).toBe(6);
    const codec = codecOf('text-classifier');
    expect(codec.decode(codec.encode(classifier))).toEqual(classifier);
    expect(codec.look(classifier, {})).toMatchObject({ view: 'numbers' });
    // What stands beside a text in its batch changes nothing.
    const alone = await classify(classifier, ['aca'], async () => {});
    const beside = await classify(classifier, ['bcdefghbbbbb', 'aca'], async () => {});
    expect(beside[1]?.[1]).toBeCloseTo(alone[0]?.[1] ?? 0, 5);
    expect(alone[0]?.[1]).toBeGreaterThan(0.5);
  },
);

test('a training that was interrupted gives what it would have given', async () => {
  const whole = await train();
  const context = testContext();
  await train({ steps: 5 }, LABELLED, undefined, context);
  expect((await train({}, LABELLED, undefined, context)).classifier.weights).toEqual(whole.classifier.weights);
});

test('no labels, one class, and a label that is nowhere learned are told', async () => {
  const one = { conversations: LABELLED.conversations.filter(({ label }) => label === 'safe') };
  const none = { conversations: one.conversations.map(({ messages }) => ({ messages })) };
  const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
  expect(await codeOf(train({}, none))).toBe('classifier.no-labels');
  expect(await codeOf(train({}, one))).toBe('classifier.one-class');
  expect((await refusalOf(train({ reads: 'answer' }))).fix).toContain('Reads');
  const validation = { conversations: [asking('c', 'odd')] };
  const params = trainTextClassifier.params.parse(settings);
  const other = async () =>
    runTrain({ model: await tinyModel(), conversations: LABELLED, validation }, params, testContext());
  expect(await codeOf(other())).toBe('classifier.unknown-label');
});

/** A classifier as training gives it, made once. */
let made: Promise<TextClassifier> | undefined;
const classifierOf = () => (made ??= train().then(({ classifier }) => classifier));

test('a guard before a model refuses by classifier and rule, blacks out what is personal, and tells why', async () => {
  const classifier = await classifierOf();
  const conversations = {
    conversations: [
      asking('acca', 'unsafe'),
      asking('bccbb', 'safe'),
      asking('bb BAD bb', 'safe', 'looks bad'),
      asking('bb gabe@abc.de bb', 'safe'),
    ],
  };
  const params = guardPrompts.params.parse({ phrases: 'bad', refusal: 'No.', threshold: 0.9 });
  const guarded = await runBefore({ conversations, classifier }, params, testContext());
  expect(guarded.refused.items.map(({ prompt, answer, label }) => [prompt, answer, label])).toEqual([
    ['acca', 'No.', 'unsafe'],
    ['bb BAD bb', 'No.', 'safe'],
  ]);
  expect(guarded.refused.items[0]?.guarded?.[0]?.reasons[0]).toMatch(/^unsafe, \d+ %$/);
  expect(guarded.prompts.items).toEqual(['bccbb', 'bb [e-mail address] bb']);
  expect(guarded.conversations.conversations.map(({ guarded: records }) => records?.[0]?.action)).toEqual([
    'passed',
    'masked',
  ]);
  expect(value(guarded.report, 'Refused')).toBe(2);
  expect(guarded.report.notes).toContain('“bad”: 1');

  const unknown = guardPrompts.params.parse({ unsafe: 'rude' });
  const odd = await refusalOf(async () => runBefore({ conversations, classifier }, unknown, testContext()));
  expect([odd.code, odd.detail]).toEqual(['guard.no-class', 'It tells apart: “safe”, “unsafe”.']);
  const answers = { ...classifier, reads: 'answer' as const };
  const wrong = await refusalOf(async () => runBefore({ conversations, classifier: answers }, params, testContext()));
  expect(wrong.code).toBe('guard.reads-answers');
  expect((await refusalOf(async () => runBefore({}, params, testContext()))).code).toBe('guard.no-prompts');
});

test('what is personal is blacked out in what was said before too, beside what would be refused now, and in the report', async () => {
  const content = 'This BAD one is gabe@abc.de.';
  const messages = [
    { role: 'user' as const, content },
    { role: 'assistant' as const, content: 'Yes.' },
    { role: 'user' as const, content: 'And ada@abc.de?' },
  ];
  const params = guardPrompts.params.parse({ phrases: 'bad' });
  const { conversations, report } = await runBefore(
    { conversations: { conversations: [{ messages }] } },
    params,
    testContext(),
  );
  expect(conversations.conversations[0]?.messages.map((one) => one.content)).toEqual([
    'This BAD one is [e-mail address].',
    'Yes.',
    'And [e-mail address]?',
  ]);
  expect(report.notes.at(-1)).toBe('masked, e-mail address — And [e-mail address]?');
});

test.each(['refuse', 'flag'] as const)(
  'personal data stands in no report, also where it makes a guard %s',
  async (onPersonal) => {
    const params = guardPrompts.params.parse({ onPersonal });
    const { report, refused } = await runBefore({ prompts: { items: ['Write to ada@abc.de'] } }, params, testContext());
    expect(report.notes.at(-1)).toContain('— Write to [e-mail address]');
    expect(JSON.stringify([report, refused])).not.toContain('ada@');
  },
);

test('a guard behind a model replaces answers, and records what it did beside what was done before', async () => {
  const before = { place: 'before' as const, action: 'flagged' as const, reasons: ['“x”'] };
  const items = [
    { prompt: 'p', question: 'bcbb', answer: 'Card 4111 1111 1111 1111, call 555-0134.', guarded: [before] },
    { prompt: 'p', question: 'acca', answer: 'Fine.' },
    { prompt: 'p', question: 'bcbb', answer: 'A SECRET.' },
  ];
  const params = guardAnswers.params.parse({ patterns: '(?i)secret', onRule: 'flag', phone: false });
  const inputs = { answers: { items }, classifier: await classifierOf() };
  const { answers, report } = await runBehind(inputs, params, testContext());
  expect(answers.items.map(({ answer }) => answer)).toEqual([
    'Card [card number], call 555-0134.',
    'I can’t help with that.',
    'A SECRET.',
  ]);
  expect(answers.items[0]?.guarded).toEqual([before, { place: 'behind', action: 'masked', reasons: ['card number'] }]);
  expect(answers.items[2]?.guarded?.[0]?.action).toBe('flagged');
  expect(['Refused', 'Blacked out', 'Noted', 'Passed'].map((name) => value(report, name))).toEqual([1, 1, 1, 0]);
  const lines = codecOf('answers');
  expect(lines.decode(lines.encode(answers))).toEqual(answers);
  expect(lines.look(answers, {})).toMatchObject({ columns: ['prompt', 'answer', 'guard'] });
});

test('refusals are counted where they should be and where not, with the interval they lie in', async () => {
  const answered = (answer: string, label: string, category: string) => ({ prompt: 'p', answer, label, category });
  const items = [
    ...Array.from({ length: 18 }, () => answered('I won’t tell.', 'unsafe', 'theft')),
    answered('Take it.', 'unsafe', 'theft'),
    ...Array.from({ length: 19 }, () => answered('Red.', 'safe', 'everyday')),
    answered('i CANNOT help.', 'safe', 'looks like theft'),
    { prompt: 'p', answer: 'x' },
  ];
  const guarded = [{ place: 'before' as const, action: 'refused' as const, reasons: [] }];
  const refused = { items: [{ ...answered('No.', 'unsafe', 'theft'), guarded }] };
  const params = measureRefusals.params.parse({});
  const { metrics, categories } = await runMeasure({ answers: { items }, refused }, params, testContext());
  expect(value(metrics, 'Refused of what should be')).toBe(95);
  expect(value(metrics, 'Refused of what should be: standard error')).toBeCloseTo(4.873, 3);
  expect(value(metrics, 'Refused of what should be: at least')).toBeCloseTo(76.39, 2);
  expect(value(metrics, 'Refused of what should not be')).toBe(5);
  expect(value(metrics, 'Refused: looks like theft')).toBe(100);
  expect(categories.rows.map((row) => row.slice(0, 4))).toEqual([
    ['theft', 'refused', 20, 19],
    ['everyday', 'answered', 19, 0],
    ['looks like theft', 'answered', 1, 1],
  ]);
  expect(metrics.notes[0]).toContain('1 answers have no label');
  const none = await refusalOf(async () => runMeasure({ answers: { items: items.slice(-1) } }, params, testContext()));
  expect(none.code).toBe('refusals.no-labels');
});

test('the best of n is what the rule likes best, the same for the same seed, and strays within the bound', async () => {
  const model = await tinyModel();
  const prompts = { items: ['ab', 'cd'] };
  const rule = { lengthWeight: 0, fullStopWeight: 0, wantedWords: '', pattern: 'a', shareOf: 'vowels', shareWeight: 1 };
  const best = async (n: number) =>
    runBest({ model, prompts }, bestOfN.params.parse({ ...rule, n, maxTokens: 4, stop: '' }), testContext());
  const before = memory().numTensors;
  const { answers, report } = await best(6);
  expect(memory().numTensors).toBe(before);
  expect((await best(6)).answers).toEqual(answers);
  expect(value(report, 'KL to the model, at most')).toBeCloseTo(Math.log(6) - 5 / 6, 12);
  const [curve] = report.curves;
  expect(curve?.y).toHaveLength(6);
  expect([...(curve?.y ?? [])].sort((a, b) => a - b)).toEqual(curve?.y);
  expect(value(report, 'Gain')).toBeGreaterThan(0);
  expect(value((await best(1)).report, 'Gain')).toBe(0);
});
