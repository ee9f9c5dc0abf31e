import { expect, test } from 'vitest';
import { loadPreferences } from '@/nodes/align/load-preferences/node';
import { run } from '@/nodes/align/load-preferences/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { fileOf, refusalOf, testContext } from '../support';

async function load(content: string, params: object = {}, name = 'pairs.jsonl') {
  const { file, files } = fileOf(name, content);
  const context = testContext({ files });
  const { preferences } = await run({}, loadPreferences.params.parse({ file, ...params }), context);
  return { pairs: preferences.pairs, logs: context.logs };
}
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

test('pairs with a prompt are read from lines and from a list', async () => {
  const pair = { prompt: 'Say hello.', chosen: ' Hello!', rejected: ' No.' };
  const wanted = [{ ...pair, by: 'file' }];
  expect((await load(lines(pair))).pairs).toEqual(wanted);
  expect((await load(JSON.stringify([pair], null, 2), {}, 'pairs.json')).pairs).toEqual(wanted);
});

test('conversations of hh-rlhf are taken apart at the last answer that they share the beginning of', async () => {
  const shared = '\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: How are you?\n\nAssistant:';
  const { pairs } = await load(lines({ chosen: `${shared} Well, thanks.`, rejected: `${shared} Go away.` }));
  expect(pairs).toEqual([{ prompt: shared, chosen: ' Well, thanks.', rejected: ' Go away.', by: 'file' }]);
});

test('lists of messages are written as turns, with a prompt of their own or the turns that they share', async () => {
  const user = { role: 'user', content: 'Hi' };
  const [kind, rude] = [
    { role: 'assistant', content: 'Hello' },
    { role: 'assistant', content: 'No' },
  ];
  const wanted = { prompt: '\n\nHuman: Hi\n\nAssistant:', chosen: ' Hello', rejected: ' No', by: 'file' };
  const { pairs } = await load(
    lines(
      { prompt: [user], chosen: [kind], rejected: [rude] },
      { prompt: 'Hi', chosen: [user, kind], rejected: [user, rude] },
    ),
  );
  expect(pairs).toEqual([wanted, wanted]);
});

test('a missing side is an error that names its line, or is left out with a warning', async () => {
  const whole = { prompt: 'a', chosen: 'b', rejected: 'c' };
  const content = lines(whole, { prompt: 'a', chosen: 'b' });
  expect(await refusalOf(load(content))).toMatchObject({
    code: 'preferences.missing-side',
    title: 'Line 2 of “pairs.jsonl” has no “rejected” answer.',
    detail: 'It has: “prompt”, “chosen”.',
  });
  const { pairs, logs } = await load(content, { lenient: true });
  expect(pairs).toHaveLength(1);
  expect(logs[0]).toContain('Line 2');
});

test('pairs of equal answers, files that are no JSON and sides of two forms are told', async () => {
  const same = await load(
    lines({ prompt: '', chosen: 'b', rejected: 'c' }, { prompt: 'a', chosen: 'b', rejected: 'b' }),
  );
  expect(same.pairs).toHaveLength(1);
  expect(same.logs[0]).toContain('1 pair was left out');
  expect((await refusalOf(load('[{', {}, 'pairs.json'))).code).toBe('preferences.not-json');
  expect((await refusalOf(load('{'))).code).toBe('jsonl.bad-line');
  expect((await refusalOf(load(lines({ chosen: 'x', rejected: 'y' })))).title).toContain('has no “prompt”');
  expect(
    (await refusalOf(load(lines({ prompt: 'p', chosen: 'x', rejected: [{ role: 'user', content: 'y' }] })))).code,
  ).toBe('preferences.missing-side');
  expect((await refusalOf(load(lines({ prompt: 'p', chosen: 'x', rejected: 'x' })))).code).toBe('preferences.none');
});

test('preferences are kept as the lines that trainers of preferences read, and seen as a table', () => {
  const codec = codecOf('preferences');
  const value = { pairs: [{ prompt: 'p\n', chosen: 'c', rejected: 'r', by: 'person' }] };
  const bytes = codec.encode(value);
  expect(new TextDecoder().decode(bytes)).toBe('{"prompt":"p\\n","chosen":"c","rejected":"r","by":"person"}\n');
  expect(codec.decode(bytes)).toEqual(value);
  expect(codec.look(value, {})).toMatchObject({ view: 'table', rows: [['p\n', 'c', 'r']], caption: '1 pair' });
});
