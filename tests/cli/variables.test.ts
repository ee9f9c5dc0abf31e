import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { node } from '@/app/templates/build';
import { runGraph } from '@/cli/run';
import { emptyDocument } from '@/graph';

const folder = mkdtempSync(join(tmpdir(), 'genloom-variables-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'graph.json');
writeFileSync(
  path,
  JSON.stringify({
    ...emptyDocument('v'),
    variables: [{ id: 'v1', name: 'Who', kind: 'text', value: 'nobody' }],
    nodes: [
      { ...node('who', 'flow.constant', 0, 0, { text: 'own' }), setBy: { text: 'v1' } },
      node('trigger', 'flow.trigger', 0, 1, { payload: '{"to": [1]}' }),
    ],
    wires: [],
  }),
);
const ran = async (...more: string[]) => {
  const said: string[] = [];
  const code = await runGraph([path, '--out', folder, ...more], (line) => said.push(line));
  return { code, said: said.join('\n') };
};
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('a graph runs with other values of its variables, and one that is not there is told', async () => {
  expect((await ran('--set', 'WHO=somebody = else')).code).toBe(0);
  expect(read('who.value.txt')).toBe('somebody = else');
  expect(JSON.parse(read('trigger.firing.json'))).toEqual({ time: null, count: 0, payload: { to: [1] } });
  const wrong = await ran('--set', 'size=3');
  expect(wrong.code).toBe(1);
  expect(wrong.said).toContain('“Who”');
});

test('it fires and runs again after a while, as often as it is told', async () => {
  const before = Date.now();
  const { code, said } = await ran('--every', '1s', '--times', '2');
  expect(code).toBe(0);
  const { time, count } = JSON.parse(read('trigger.firing.json'));
  expect(count).toBe(2);
  expect(Date.parse(time)).toBeGreaterThanOrEqual(before + 1_000);
  expect(said.match(/Trigger/g)?.length).toBeGreaterThanOrEqual(2);
  expect((await ran('--every', 'soon')).code).toBe(2);
});
