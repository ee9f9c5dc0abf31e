import { expect, test } from 'vitest';
import type { RunContext } from '@/graph';
import { readablePage } from '@/nodes/common/outside/readable';
import { run } from '@/nodes/web/fetch/run';
import { refusalOf, testContext } from '../support';

const params = { url: 'https://en.wikipedia.org/wiki/Otter', characters: 50_000, again: 0 };
const sentence = 'Otters live along rivers and coasts, and they eat fish, crabs and frogs. ';
const page = `<!doctype html><html><head><title>Otters &amp; rivers</title></head><body>
<nav><a href="/">Home</a><a href="/login">Log in</a></nav>
<article><h1>Otters</h1><p>${sentence.repeat(12)} See <a href="/wiki/Fish_(food)">fish</a> and <a href="javascript:alert(1)">this</a>.</p>
<script>document.cookie</script><img src="https://spy.example/x.png?data=1" alt="An otter](https://spy.example/a)">
<ul><li>one</li><li>two</li></ul><p>${sentence.repeat(6)}</p></article></body></html>`;

/** A server that answers as `POST /api/web` does. */
const serverOf =
  (answer: object, asked: object[] = []): RunContext['server'] =>
  async (path, body) => {
    asked.push({ path, body });
    return new Blob([JSON.stringify(answer)]).stream();
  };

test('an HTML page becomes its article in Markdown: no menu, no script, no picture, and links that are whole', async () => {
  const asked: object[] = [];
  const server = serverOf({ url: params.url, form: 'html', contentType: 'text/html', bytes: 9, text: page }, asked);
  const { text, page: found } = await run({ url: undefined }, params, testContext({ server }));
  expect(asked).toEqual([{ path: '/api/web', body: { url: params.url } }]);
  expect(text).toContain('Otters live along rivers');
  expect(text).toContain('[fish](https://en.wikipedia.org/wiki/Fish_%28food%29)');
  expect(text).toMatch(/^- +one$/m);
  expect(text).not.toMatch(/Log in|cookie|javascript:|!\[|spy\.example\/x/);
  expect(found).toMatchObject({ title: 'Otters & rivers', form: 'html', url: params.url, value: null });
});

test('JSON is data as well, a text is as it came, and what is longer than wished for is cut with a warning', async () => {
  const json = serverOf({ url: 'https://a.example/', form: 'json', text: '{"otters":[1,2]}' });
  expect(await run({ url: ' https://a.example/ ' }, params, testContext({ server: json }))).toEqual({
    text: '{"otters":[1,2]}',
    page: { url: 'https://a.example/', title: '', form: 'json', text: '{"otters":[1,2]}', value: { otters: [1, 2] } },
  });
  const deep = serverOf({ url: 'https://a.example/', form: 'json', text: '['.repeat(5_000) + ']'.repeat(5_000) });
  expect((await run({ url: undefined }, params, testContext({ server: deep }))).page).toMatchObject({ value: null });
  const context = testContext({ server: serverOf({ url: params.url, form: 'text', text: 'x'.repeat(300) }) });
  expect((await run({ url: undefined }, { ...params, characters: 100 }, context)).text).toHaveLength(100);
  expect(context.logs[0]).toMatch(/300 characters, of which the first 100/);
});

test('a page that is built to take for ever is read in one pass, and a server that says something else is refused', async () => {
  const began = performance.now();
  for (const hostile of [
    '<div>'.repeat(200_000),
    '<p>a, b</p>'.repeat(100_000),
    '<a '.repeat(100_000),
    '<title'.repeat(50_000),
  ])
    expect((await readablePage(`${hostile}>words</title>`, params.url)).text).toBeTypeOf('string');
  expect((await readablePage(`${'<div>'.repeat(200_000)}words`, params.url)).text).toBe('words');
  // Half a second; minutes, were it parsed.
  expect(performance.now() - began).toBeLessThan(20_000);
  expect(
    await refusalOf(async () => run({ url: undefined }, params, testContext({ server: serverOf({ no: 1 }) }))),
  ).toMatchObject({
    code: 'server.not-understood',
  });
  expect(await refusalOf(async () => run({ url: ' ' }, params, testContext()))).toMatchObject({
    code: 'web.no-address',
  });
});
