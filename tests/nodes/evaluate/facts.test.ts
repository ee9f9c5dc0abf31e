import { expect, test } from 'vitest';
import type { Answers } from '@/graph';
import { createChecker, type Fact } from '@/nodes/evaluate/facts/check';
import { evaluateFacts } from '@/nodes/evaluate/facts/node';
import { run as runFacts } from '@/nodes/evaluate/facts/run';
import { createSourceReader } from '@/nodes/evaluate/facts/sources';
import { sourceClosedWorld } from '@/nodes/source/closed-world/node';
import { run as runWorld } from '@/nodes/source/closed-world/run';
import { refusalOf, testContext } from '../support';

const make = (params: object = {}) =>
  runWorld({}, sourceClosedWorld.params.parse({ people: 12, ...params }), testContext());
const judge = async (world: Awaited<ReturnType<typeof make>>['world'], items: Answers['items']) => {
  const { metrics } = await runFacts({ answers: { items }, world }, evaluateFacts.params.parse({}), testContext());
  return (name: string) => metrics.values.find((one) => one.name === name)?.value;
};

test('a world is the same for the same number, says each fact that it knows, and never one that it does not', async () => {
  const made = await make();
  expect(await make()).toEqual(made);
  expect((await make({ world: 2 })).world).not.toEqual(made.world);
  const all = made.text.items.join('\n');
  const prompts = new Set(made.questions.items);
  for (const [subject, , value, question] of made.world.rows) {
    if (value !== null)
      expect(made.text.items.some((one) => one.includes(`${subject}`) && one.includes(`${value}`))).toBe(true);
    // A question is asked, or told with its answer; never both.
    expect(prompts.has(`${question}`)).toBe(!all.includes(`${question} `));
    if (value === null && !prompts.has(`${question}`)) expect(all).toContain(`${question} I do not know.`);
  }
  expect(made.world.rows.some(([, , value]) => value === null)).toBe(true);
  expect(new Set(made.world.rows.map(([, , , question]) => question)).size).toBe(made.world.rows.length);
});

test('without those that nobody can answer the same is asked, and nobody says so; an answer may be the value alone', async () => {
  const made = await make();
  const known = await make({ unanswered: false });
  expect(known.questions).toEqual(made.questions);
  expect(known.world).toEqual(made.world);
  expect(made.text.items.some((one) => one.endsWith('I do not know.'))).toBe(true);
  expect(known.text.items.toSorted()).toEqual(
    made.text.items.filter((one) => !one.endsWith('I do not know.')).toSorted(),
  );
  const short = await make({ answers: 'value' });
  const told = new Set(short.text.items);
  const prompts = new Set(short.questions.items);
  for (const [, , value, question] of short.world.rows)
    expect(told.has(`${question} ${value ?? 'I do not know'}.`)).toBe(!prompts.has(`${question}`));
});

test('who knows everything is right, who always guesses makes up, who never answers abstains', async () => {
  const { world, text } = await make({ solved: 0 });
  const rows = world.rows.map(([subject, attribute, value, question]) => ({
    subject,
    attribute,
    value,
    prompt: `${question}`,
  }));
  const answered = async (answerTo: (row: (typeof rows)[number]) => string) =>
    judge(
      world,
      rows.map((row) => ({ prompt: row.prompt, answer: answerTo(row) })),
    );
  const wise = await answered(({ value }) => (value === null ? 'I do not know.' : `It is ${value}.`));
  expect([wise('Right'), wise('Made up'), wise('Admits not to know')]).toEqual([100, 0, 100]);
  const wordy = await answered(({ subject, value }) =>
    value === null ? '' : (text.items.find((one) => one.includes(`${subject}`) && one.includes(`${value}`)) ?? ''),
  );
  expect([wordy('Right'), wordy('Made up')]).toEqual([100, 0]);
  const guesser = await answered(
    ({ attribute, value }) =>
      `${rows.find((row) => row.attribute === attribute && row.value !== value && row.value !== null)?.value}`,
  );
  expect([guesser('Made up'), guesser('Right')]).toEqual([100, 0]);
  const silent = await answered(() => 'I DO NOT KNOW');
  expect([silent('Right'), silent('Made up'), silent('Not answered'), silent('Admits not to know')]).toEqual([
    0, 0, 100, 100,
  ]);
});

const facts: readonly Fact[] = [
  { subject: 'Mara', attribute: 'home', value: 'Oldford', question: 'Where does Mara live?' },
  { subject: 'Mara', attribute: 'work', value: 'smith', question: 'What is the work of Mara?' },
  { subject: 'Boris', attribute: 'home', value: 'Newford', question: 'Where does Boris live?' },
  { subject: 'Boris', attribute: 'work', value: null, question: 'What is the work of Boris?' },
  { subject: 'key of Oldford', attribute: 'owner', value: 'Mara', question: 'Who owns the key of Oldford?' },
];

test('claims are told apart by whom they are about', () => {
  const check = createChecker(facts, ['do not know']);
  const [home, , , unknown, owner] = facts;
  if (!home || !unknown || !owner) throw new Error('no facts');
  expect(check('Mara lives in Oldford.', home)).toBe('right');
  expect(check('in OLDFORD, of course', home)).toBe('right');
  expect(check('Newford', home)).toBe('made-up');
  expect(check('Mara lives in Oldford. Boris lives in Newford.', home)).toBe('right');
  expect(check('Mara lives in Oldford. Boris lives in Oldford.', home)).toBe('made-up');
  expect(check('Mara is a smith.', home)).toBe('beside');
  expect(check('Mara is a blacksmith in a house.', home)).toBe('beside');
  expect(check('I do not know, perhaps Newford.', home)).toBe('made-up');
  expect(check('The key of Oldford belongs to Mara.', home)).toBe('beside');
  expect(check('The key of Oldford belongs to Boris.', home)).toBe('made-up');
  expect(check('Boris.', owner)).toBe('made-up'); // who owns nothing at all
  expect(check('Mara!', owner)).toBe('right');
  expect(check('A smith.', unknown)).toBe('made-up');
  expect(check('', unknown)).toBe('abstained');
});

test('another world, another table and no answers are refused', async () => {
  const { world } = await make();
  const none = { ...evaluateFacts.params.parse({}) };
  const code = async (given: Parameters<typeof runFacts>[0]) =>
    (await refusalOf(async () => runFacts(given, none, testContext()))).code;
  expect(await code({ answers: { items: [{ prompt: 'Who?', answer: '' }] }, world })).toBe('facts.other-world');
  expect(await code({ answers: { items: [] }, world })).toBe('facts.no-answers');
  expect(await code({ answers: { items: [] }, world: { columns: [], rows: [] } })).toBe('facts.no-column');
});

test('claims are compared with the sources that were given, whether these are right or not', async () => {
  const facts: readonly Fact[] = [
    { subject: 'Ban', attribute: 'job', value: 'baker', question: 'What is Ban?' },
    { subject: 'Dos', attribute: 'job', value: 'smith', question: 'What is Dos?' },
    { subject: 'Fel', attribute: 'job', value: 'smith', question: 'What is Fel?' },
  ];
  const supportIn = createSourceReader(facts, ['Ban is a smith. It rains.', 'Dos is a smith.']);
  const [ban, , fel] = facts;
  if (!ban || !fel) throw new Error('no facts');
  expect(supportIn('A smith.', ban)).toEqual(['supported']);
  expect(supportIn('Ban is a baker. Dos is a smith.', ban)).toEqual(['contradicted', 'supported']);
  expect(supportIn('Fel is a smith.', fel)).toEqual(['not-found']);
  expect(supportIn('I do not know.', fel)).toEqual([]);

  const { world, text } = await make({ solved: 0 });
  const known = world.rows.filter(([, , value]) => value !== null);
  const items = known.map(([, , value, question], at) => ({
    prompt: `${question}`,
    answer: at % 4 === 0 ? 'I do not know.' : `${value}`,
  }));
  const look = async (sources: readonly string[]) => {
    const inputs = { answers: { items }, world, sources: { items: [...sources] } };
    const { metrics } = await runFacts(inputs, evaluateFacts.params.parse({}), testContext());
    return (name: string) => metrics.values.find((one) => one.name === name)?.value;
  };
  const told = await look(text.items);
  expect([told('Claims in the sources'), told('Against the sources'), told('Right where it answers')]).toEqual([
    100, 0, 100,
  ]);
  expect(told('Not answered')).toBeCloseTo((100 * Math.ceil(known.length / 4)) / known.length, 9);
  const untold = await look(['Nothing stands here.']);
  expect([untold('Not in the sources'), untold('Claims in the sources')]).toEqual([100, 0]);
});
