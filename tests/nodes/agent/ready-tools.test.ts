import { afterAll, beforeAll, expect, test } from 'vitest';
import { node, wire } from '@/app/templates/build';
import { type AgentTrace, emptyDocument, type GraphNode, type RunContext, type RunEvent, type Tool } from '@/graph';
import { filesIn } from '@/nodes/agent/files-tool/files';
import { agentWebTool } from '@/nodes/agent/web-tool/node';
import { run as webTool } from '@/nodes/agent/web-tool/run';
import { readArguments } from '@/nodes/common/agent/arguments';
import { openTool } from '@/nodes/common/agent/tools';
import { codecOf } from '@/workers/artifacts/kinds';
import type { Runtime } from '@/workers/client';
import { createNodeRuntime } from '@/workers/node';
import { testContext } from '../support';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'cpu' });
});
afterAll(() => runtime.dispose());

/** An agent whose script calls one tool after another; each rule answers what the call before it was told. */
async function stepsOf(rules: readonly string[], nodes: readonly GraphNode[], wires: readonly string[]) {
  const events: RunEvent[] = [];
  const document = {
    ...emptyDocument('tools'),
    nodes: [
      ...nodes,
      node('script', 'llm.script', 0, 0, { rules: rules.join('\n\n') }),
      node('agent', 'agent.run', 0, 0, { task: 'Do it.' }),
    ],
    wires: [...wires, 'tool.tool → agent.tool1', 'script.llm → agent.llm'].map(wire),
  };
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const ended = await done;
  const failed = events.flatMap((event) => (event.type === 'failed' ? [event.error] : []));
  const key = events
    .flatMap((event) => (event.type === 'finished' && event.nodeId === 'agent' ? [event.key] : []))
    .at(-1);
  const waits = events.flatMap((event) => (event.type === 'waits' ? [event.why.code] : []));
  if (key === undefined) return { ended, failed, waits, steps: [], answer: '' };
  const trace: AgentTrace = JSON.parse(new TextDecoder().decode((await runtime.exportValue(key, 'trace')).bytes));
  return {
    ended,
    failed,
    waits,
    steps: trace.steps.map(({ call }) => ({ failed: false, result: '', ...call })),
    answer: trace.answer,
  };
}

test('documents are searched, and what is found is cited; arguments that do not fit are told to the model', async () => {
  const { steps, ended, answer } = await stepsOf(
    [
      'when: Do it\ncall: search_documents {"query":7}',
      `when: schema\ntimes: 1\ncall: search_documents {"query":"${'x'.repeat(2_001)}"}`,
      'when: schema\ncall: search_documents {"query":"What does a late book cost?"}',
      'when: twenty cents\nsay: Twenty cents a day [1].',
    ],
    [
      node('text', 'source.text', 0, 0, {
        origin: 'paste',
        text: 'Books may be borrowed for four weeks. Whoever returns them late pays twenty cents a day.',
        separate: 'whole',
      }),
      node('split', 'retrieve.split', 1, 0, { by: 'sentences', size: 60, overlap: 0 }),
      node('index', 'retrieve.index', 2, 0),
      node('tool', 'agent.search-tool', 3, 0, { top: 1 }),
    ],
    ['text.text → split.text', 'split.passages → index.passages', 'index.index → tool.index'],
  );
  expect(ended).toBe('succeeded');
  expect(steps.map(({ failed }) => failed)).toEqual([true, true, false, false]);
  expect(steps[2]?.result).toMatch(/^\[1\] \(.*characters \d+–\d+\)\n.*twenty cents/s);
  expect(answer).toBe('Twenty cents a day [1].');
});

test('a table is asked by SQL that reads; SQL that writes or never ends is refused, and the run goes on', async () => {
  const { steps, answer } = await stepsOf(
    [
      'when: Do it\ncall: ask_table {"sql":"DROP TABLE birds"}',
      'when: only read\ncall: ask_table {"sql":"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n"}',
      'when: work\ncall: ask_table {"sql":"SELECT count(*) AS many FROM birds; SELECT 1"}',
      'when: More than one\ncall: ask_table {"sql":"SELECT nothing FROM birds"}',
      'when: nothing\ncall: ask_table {"sql":"SELECT count(*) AS many FROM birds"}',
      'when: many.*\\s.*200\nsay: There are 200.',
    ],
    [
      node('birds', 'source.table', 0, 0, { rows: 200 }),
      node('tool', 'agent.sql-tool', 0, 0, { tables: 'birds', rows: 2 }),
    ],
    ['birds.table → tool.birds'],
  );
  expect(steps.map(({ failed }) => failed)).toEqual([true, true, true, true, false, false]);
  expect(steps[4]?.result).toBe('["many"]\n[200]');
  expect(answer).toBe('There are 200.');
});

test('files are listed and read by their names, a part at a time, and no other file is reached', async () => {
  const long = 'y'.repeat(6_500);
  const { steps, answer } = await stepsOf(
    [
      'when: Do it\ncall: project_files {}',
      'when: a.md\\b.*14\ncall: project_files {"name":"../../etc/passwd"}',
      'when: no file\ncall: project_files {"name":"a.md","from":-1}',
      'when: schema\ncall: project_files {"name":"b.md"}',
      'when: from = 6000\ncall: project_files {"name":"a.md"}',
      'when: Opens at nine\nsay: At nine.',
    ],
    [
      node('texts', 'flow.constant', 0, 0, {
        kind: 'json',
        json: JSON.stringify({ 'a.md': 'Opens at nine.', 'b.md': long }),
      }),
      node('tool', 'agent.files-tool', 0, 0),
    ],
    ['texts.value → tool.files'],
  );
  expect(steps[0]?.result).toBe('a.md (14 characters)\nb.md (6,500 characters)');
  expect(steps.map(({ failed }) => failed)).toEqual([false, true, true, false, false, false]);
  expect(answer).toBe('At nine.');
});

test('texts get names from lines, from themselves or by number, and two of one name are told apart', () => {
  expect(filesIn(['one', { title: 'T', text: 'two' }, 3], 'first.txt')).toEqual([
    { name: 'first.txt', text: 'one' },
    { name: 'T', text: 'two' },
    { name: 'text-3.txt', text: '3' },
  ]);
  expect(filesIn(['a', 'b'], 'x\nx').map(({ name }) => name)).toEqual(['x', 'x (2)']);
  expect(() => filesIn([], '')).toThrow(/no texts/);
  expect(() => filesIn(Array(1_001).fill('a'), '')).toThrow(/more than/);
});

test('a web page is read through the server, after a yes; a host that is not allowed is told to the model', async () => {
  const params = agentWebTool.params.parse({});
  const { tool } = await webTool({}, params, testContext());
  expect(tool.approval).toBe(true);
  const asked: object[] = [];
  const server: RunContext['server'] = async (path, body) => {
    asked.push({ path, body });
    const page = {
      url: 'https://a.example/x',
      text: `<title>Hours</title><p>Open at nine.</p><script>evil()</script>${'<p>more</p>'.repeat(3_000)}`,
      form: 'html',
    };
    return new Blob([JSON.stringify(page)]).stream();
  };
  const { text: told } = await (await openTool(tool, testContext({ server }))).use({ url: ' https://a.example/x ' });
  expect(asked).toEqual([{ path: '/api/web', body: { url: 'https://a.example/x' } }]);
  expect(told).toContain('Open at nine.');
  expect(told).not.toContain('evil');
  expect(told.length).toBeLessThan(6_200);
  for (const wrong of ['{"url":["https://a.example"]}', `{"url":"${'x'.repeat(3_000)}"}`, '[]', '{'])
    expect(readArguments(tool.parameters, wrong).ok).toBe(false);

  // Without a yes nothing is asked; with the setting off, what goes wrong is told to the model and the run goes on.
  const rules = [
    'when: Do it\ncall: read_page {"url":"http://169.254.169.254/"}',
    'when: failed|server\nsay: It cannot be read.',
  ];
  const waiting = await stepsOf(rules, [node('tool', 'agent.web-tool', 0, 0)], []);
  expect(waiting.waits).toEqual(['agent.waits']);
  const refused = await stepsOf(rules, [node('tool', 'agent.web-tool', 0, 0, { asks: false })], []);
  expect(refused.answer).toBe('It cannot be read.');
  expect(refused.steps[0]?.failed).toBe(true);
});

test('tools are kept whole', () => {
  const told = { name: 'x', description: '', parameters: {}, approval: false } as const;
  const tools: readonly Tool[] = [
    { ...told, from: 'web', characters: 600 },
    { ...told, from: 'files', files: [{ name: 'a', text: 'b' }] },
    {
      ...told,
      from: 'sql',
      rows: 3,
      tables: { t: { columns: [{ name: 'n', kind: 'whole' }], rows: [[1], [null]] } },
    },
    {
      ...told,
      from: 'search',
      mode: 'words',
      top: 2,
      index: {
        passages: [{ text: 'a', document: 0, title: 't', start: 0, end: 1 }],
        lexical: {
          stems: 'none',
          terms: ['a'],
          starts: Uint32Array.of(0, 1),
          passages: Uint32Array.of(0),
          frequencies: Uint32Array.of(1),
          lengths: Uint32Array.of(1),
        },
        dense: {
          width: 1,
          vectors: Float32Array.of(1),
          embedding: { by: 'latent', weights: Float32Array.of(1), projection: Float32Array.of(1) },
        },
      },
    },
  ];
  const codec = codecOf('tool');
  for (const tool of tools) {
    expect(codec.decode(codec.encode(tool))).toEqual(tool);
    expect(JSON.parse(new TextDecoder().decode((codec.file ?? codec.encode)(tool)))).toMatchObject({
      name: 'x',
      from: tool.from,
    });
  }
});
