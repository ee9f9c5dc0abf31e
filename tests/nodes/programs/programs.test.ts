import { expect, test } from 'vitest';
import { makePrograms } from '@/ml/data/programs/make';
import { openSandbox } from '@/nodes/common/sandbox/sandbox';
import { tested } from '@/nodes/evaluate/benchmark/programs';
import { sourcePrograms } from '@/nodes/source/programs/node';
import { run } from '@/nodes/source/programs/run';
import { testContext } from '../support';

test('each program passes its tests in the sandbox, and that of another task does not', async () => {
  const made = makePrograms(60, true, 'tests');
  const sandbox = await openSandbox();
  let passedByOthers = 0;
  for (const [place, { task, rest, tests }] of made.entries()) {
    const answer = `const assert = require('node:assert');\n${tests}`;
    expect(tested(sandbox, { text: task, answer }, rest)).toMatchObject({ ok: true });
    if (tested(sandbox, { text: task, answer }, made[(place + 1) % made.length]?.rest ?? '').ok) passedByOthers++;
  }
  expect(passedByOthers).toBeLessThan(5);
});

test('what is asked is learned from nowhere, each once, and the same seed makes the same', async () => {
  const params = sourcePrograms.params.parse({ count: 2_000, asked: 80 });
  const { text, exam } = await run({}, params, testContext());
  const again = await run({}, params, testContext());
  expect(again).toEqual({ text, exam });
  const learned = new Set(text.items.map((item) => item.split('return xs')[1]));
  const asked = makePrograms(80, true, `asked ${1337}`);
  expect(asked.map(({ task }) => task)).toEqual(exam.questions.map((question) => question.text));
  expect(new Set(asked.map(({ rest }) => rest)).size).toBe(80);
  for (const { rest } of asked) expect(learned.has(rest)).toBe(false);
});
