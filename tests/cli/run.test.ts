import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runGraph } from '@/cli/run';
import { emptyDocument, type GraphNode, type JsonObject } from '@/graph';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genloom-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const node = (id: string, type: string, params: JsonObject): GraphNode => ({
  id,
  type,
  version: 1,
  params,
  position: { x: 0, y: 0 },
});
const wire = (from: string, fromPort: string, to: string, port: string) => ({
  from: { node: from, port: fromPort },
  to: { node: to, port },
});

/** Cleans two lines, and lets the result pass where enough of them are kept. */
function graph(limit: number): string {
  const path = join(folder, `gate-${limit}.json`);
  const document = {
    ...emptyDocument('gate'),
    nodes: [
      node('text', 'source.text', { origin: 'paste', text: 'one\ntwo', separate: 'line' }),
      node('clean', 'prepare.clean', {}),
      node('gate', 'evaluate.gate', { measure: 'Kept', rule: 'at-least', limit }),
    ],
    wires: [wire('text', 'text', 'clean', 'text'), wire('clean', 'report', 'gate', 'metrics')],
  };
  writeFileSync(path, JSON.stringify(document));
  return path;
}

async function command(...args: readonly string[]) {
  const lines: string[] = [];
  const code = await runGraph(args, (line) => lines.push(line));
  return { code, told: lines.join('\n') };
}

test('a graph whose gate says yes ends with 0, tells its numbers and writes its results', async () => {
  const { code, told } = await command(graph(2), '--out', join(folder, 'out'));
  expect(told).toContain('✓ Gate');
  expect(told).toContain('Room left: 0');
  expect(code).toBe(0);
  const verdict: unknown = JSON.parse(readFileSync(join(folder, 'out', 'gate.verdict.json'), 'utf8'));
  expect(verdict).toMatchObject({
    values: expect.arrayContaining([expect.objectContaining({ name: 'Kept', value: 2 })]),
  });
});

test('what a node gives at ports that its settings tell is written too', async () => {
  const path = join(folder, 'code.json');
  const document = {
    ...emptyDocument('code'),
    nodes: [node('count', 'flow.code', { code: '// out: words: data\nreturn { words: 3 };' })],
  };
  writeFileSync(path, JSON.stringify(document));
  const { code, told } = await command(path, '--out', join(folder, 'code'));
  expect(told).toContain('count.words');
  expect(code).toBe(0);
});

test('a gate that says no ends the run with 1, whose lines say why; without the gate it is 0', async () => {
  const { code, told } = await command(graph(3));
  expect(told).toContain('✗ Gate: The gate says no: Kept is 2 documents, and has to be at least 3 documents.');
  expect(code).toBe(1);
  expect((await command(graph(3), '--node', 'clean')).code).toBe(0);
});

test('what cannot run, cannot be read or cannot be understood never ends with 0', async () => {
  const alone = join(folder, 'alone.json');
  writeFileSync(alone, JSON.stringify({ ...emptyDocument('alone'), nodes: [node('gate', 'evaluate.gate', {})] }));
  const blocked = await command(alone);
  expect([blocked.code, blocked.told]).toEqual([1, expect.stringContaining('These nodes cannot run: “Gate” (gate).')]);
  expect((await command(graph(2), '--node', 'nobody')).code).toBe(1);
  expect((await command(join(folder, 'nowhere.json'))).code).toBe(1);
  writeFileSync(join(folder, 'broken.json'), '{');
  expect((await command(join(folder, 'broken.json'))).code).toBe(1);
  expect((await command()).code).toBe(2);
  expect((await command(graph(2), '--nobody')).code).toBe(2);
});

test('a card is written to be read, with the lineage that the engine tells', async () => {
  const path = join(folder, 'card.json');
  const document = {
    ...emptyDocument('card'),
    nodes: [
      node('text', 'source.text', { origin: 'paste', text: 'one\ntwo', separate: 'line' }),
      node('card', 'evaluate.model-card', { name: 'Two lines' }),
    ],
    wires: [wire('text', 'text', 'card', 'model')],
  };
  writeFileSync(path, JSON.stringify(document));
  expect((await command(path, '--out', join(folder, 'cards'))).code).toBe(0);
  expect(readFileSync(join(folder, 'cards', 'card.card.html'), 'utf8')).toContain('<h1>Two lines</h1>');
  const markdown = readFileSync(join(folder, 'cards', 'card.card.md'), 'utf8');
  expect(markdown).toContain('**Holds (text):** 2 documents, 6 characters');
});
