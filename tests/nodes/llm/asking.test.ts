import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runGraph } from '@/cli/run';
import { type ChatCall, emptyDocument, type GraphDocument, type JsonObject, messageText, type RunEvent } from '@/graph';
import { llmAsk } from '@/nodes/llm/ask/node';
import { run as runAsk } from '@/nodes/llm/ask/run';
import { createNodeRuntime } from '@/workers/node';
import { callServer } from '@/workers/server';
import { fileOf, refusalOf, testContext } from '../support';
import { answered, chatServer, endpoint, line, script } from './support';

let answer: (response: ServerResponse, asked: string, call: ChatCall) => unknown = () => {};
let server: Awaited<ReturnType<typeof chatServer>>;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genloom-llm-'));
  server = await chatServer((call, response) => answer(response, lastOf(call), call));
});
beforeEach(() => server.calls.splice(0));
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const lastOf = ({ request }: ChatCall): string => {
  const last = request.messages.at(-1);
  return last ? messageText(last) : '';
};
const asked = () => server.calls.map(lastOf);
const context = (kept: Parameters<typeof testContext>[0] = {}) => {
  const call = callServer(server.origin);
  return testContext({ ...kept, server: (path, body) => call(path, body, new AbortController().signal) });
};
const prompts = (...items: readonly string[]) => ({ items });
const run = async (...given: Parameters<typeof runAsk>) => runAsk(...given);
const params = (given: JsonObject = {}) => llmAsk.params.parse(given);

/** Lines, a language model, and “Ask a language model”. */
function graph(text: string, llm: readonly [type: string, params: JsonObject], ask: JsonObject = {}): GraphDocument {
  const node = (id: string, type: string, given: JsonObject) => ({
    id,
    type,
    version: 1,
    params: given,
    position: { x: 0, y: 0 },
  });
  const wire = (from: string, fromPort: string, port: string) => ({
    from: { node: from, port: fromPort },
    to: { node: 'ask', port },
  });
  return {
    ...emptyDocument('ask'),
    nodes: [
      node('text', 'source.text', { origin: 'paste', text, separate: 'line' }),
      node('llm', ...llm),
      node('ask', 'llm.ask', ask),
    ],
    wires: [wire('text', 'text', 'prompts'), wire('llm', 'llm', 'llm')],
  };
}
const connected = ['llm.connection', { connection: 'test', model: 'echo' }] as const;

test('a graph asks a script from the command line, and a service by the server that is named; without one it says so', async () => {
  const path = join(folder, 'graph.json');
  const lines: string[] = [];
  const command = (document: GraphDocument, ...more: string[]) => {
    writeFileSync(path, JSON.stringify(document));
    lines.splice(0);
    return runGraph([path, '--out', folder, ...more], (one) => lines.push(one));
  };
  const answers = () =>
    readFileSync(join(folder, 'ask.answers.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one));
  const rules = 'when: noon\nsay: At twelve.\n\nsay: Who knows?';
  expect(await command(graph('When is noon?\nWhy?', ['llm.script', { rules }]))).toBe(0);
  expect(answers()).toEqual([
    { prompt: 'When is noon?', answer: 'At twelve.' },
    { prompt: 'Why?', answer: 'Who knows?' },
  ]);
  expect(lines.join('\n')).toContain('Tokens written: 4');

  answer = (response, said) => response.end(answered(`You said ${said}`));
  const document = graph('one\ntwo', connected, { system: 'Echo.', template: 'Say {text}' });
  expect(await command(document, '--server', server.origin)).toBe(0);
  expect(answers()).toEqual([
    { prompt: 'Say one', question: 'one', answer: 'You said Say one' },
    { prompt: 'Say two', question: 'two', answer: 'You said Say two' },
  ]);
  expect(new Set(server.calls.map((call) => call.run)).size).toBe(1); // one run, one budget
  expect(server.calls[0]).toMatchObject({ budget: { tokens: 500_000 } });
  expect(server.calls[0]?.request.messages[0]).toEqual({ role: 'system', content: 'Echo.' });

  expect(await command(document)).toBe(1);
  expect(lines.join('\n')).toMatch(/There is no Genloom server to ask\..*--server/);
  expect(await command(document, '--server', 'nowhere')).toBe(1);
});

test('a run that was cancelled asks only for the rest when it runs again, and it answers the cancel at once', async () => {
  const runtime = await createNodeRuntime({ server: server.origin });
  const document = graph('a\nb\nc\nd', connected, { concurrency: 2 });
  let waits = true;
  const waiting = new Set<string>();
  let reached: () => void = () => {};
  const inTheMiddle = new Promise<void>((resolve) => {
    reached = resolve;
  });
  answer = (response, said) => {
    // Both are on their way when it is cancelled, and never answered.
    if (waits && (said === 'c' || said === 'd')) {
      waiting.add(said);
      return waiting.size === 2 ? reached() : undefined;
    }
    return response.end(answered(said.toUpperCase()));
  };
  const events: RunEvent[] = [];
  const start = () => runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const first = await start();
  await inTheMiddle;
  const began = performance.now();
  await first.cancel();
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await first.done).toBe('cancelled');

  waits = false;
  server.calls.splice(0);
  expect(await (await start()).done).toBe('succeeded');
  expect(asked().sort()).toEqual(['c', 'd']);
  const finished = events.findLast((event) => event.type === 'finished' && event.nodeId === 'ask');
  if (finished?.type !== 'finished') throw new Error('it did not finish');
  const { bytes } = await runtime.exportValue(finished.key, 'answers');
  expect(new TextDecoder().decode(bytes).match(/"answer":"\w"/g)).toEqual(
    ['A', 'B', 'C', 'D'].map((one) => `"answer":"${one}"`),
  );
  const { bytes: usage } = await runtime.exportValue(finished.key, 'usage');
  expect(JSON.parse(new TextDecoder().decode(usage)).values).toEqual(
    expect.arrayContaining([
      { name: 'Tokens read', value: 12 },
      expect.objectContaining({ name: 'Cost', value: expect.closeTo(0.004, 9) }),
    ]),
  );
  await runtime.dispose();
});

test('more prompts go on from those that were answered', async () => {
  answer = (response, said) => response.end(answered(said.toUpperCase()));
  const first = context();
  await run({ llm: endpoint, prompts: prompts('a', 'b', 'c') }, params({ prompts: 2 }), first);
  server.calls.splice(0);
  const { answers } = await run(
    { llm: endpoint, prompts: prompts('a', 'b', 'c') },
    params({ prompts: 3 }),
    context({ kept: first.saved.at(-1) ?? null }),
  );
  expect(asked()).toEqual(['c']);
  expect(answers.items.map((one) => one.answer)).toEqual(['A', 'B', 'C']);
});

test('the first failure stops with what was answered kept; or those that fail are left out and told', async () => {
  const failed = line({ type: 'failed', error: { code: 'llm.filtered', title: 'The service does not answer this.' } });
  answer = (response, said) => response.end(said === 'b' ? failed : answered(said.toUpperCase()));
  const stopped = context();
  const asking = { llm: endpoint, prompts: prompts('a', 'b', 'c') };
  expect((await refusalOf(run(asking, params({ concurrency: 1 }), stopped))).code).toBe('llm.filtered');
  expect(asked()).toEqual(['a', 'b']);
  expect(stopped.saved.at(-1)?.step).toBe(1);

  const { answers, usage } = await run(asking, params({ failures: 'collect' }), context());
  expect(answers.items.map((one) => one.answer)).toEqual(['A', 'C']);
  expect(usage.values).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'Not answered', value: 1 })]));
  expect(usage.notes).toEqual(['Question 2 was not answered: The service does not answer this.']);

  answer = (response) => response.end(failed);
  server.calls.splice(0);
  const many = { llm: endpoint, prompts: prompts(...'abcdefghijklmnopqrstuvwxyz') };
  const error = await refusalOf(run(many, params({ failures: 'collect', concurrency: 1 }), context()));
  expect(error.code).toBe('llm.nothing-more');
  expect(server.calls).toHaveLength(8);
});

test('no more are asked at once than is wished for, and as many where there is enough to ask', async () => {
  let [now, most] = [0, 0];
  answer = async (response) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setTimeout(resolve, 20));
    now -= 1;
    response.end(answered('x'));
  };
  await run({ llm: endpoint, prompts: prompts(...'abcdefgh') }, params({ concurrency: 3 }), context());
  expect(most).toBe(3);
});

test('conversations and files with references are asked too, and what would be right stands beside the answers', async () => {
  const llm = script({ when: 'capital', say: 'Paris' }, { say: '?' });
  const conversations = {
    conversations: [
      {
        messages: [
          { role: 'system', content: 'Own.' },
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
          { role: 'user', content: 'The capital of France?' },
          { role: 'assistant', content: 'Paris' },
        ] as const,
        category: 'places',
      },
    ],
  };
  const { answers } = await run(
    { llm, conversations },
    params({ system: 'Be brief.', template: '{text} Say.' }),
    testContext(),
  );
  expect(answers.items).toEqual([
    {
      prompt: 'system: Own.\nuser: Hi\nassistant: Hello\nuser: The capital of France? Say.',
      question: 'The capital of France?',
      reference: ['Paris'],
      category: 'places',
      answer: 'Paris',
    },
  ]);
  const { file, files } = fileOf('prompts.jsonl', '{"prompt":"capital","reference":["Paris","Rome"]}\n');
  const read = await run({ llm }, params({ file }), testContext({ files }));
  expect(read.answers.items).toEqual([{ prompt: 'capital', reference: ['Paris', 'Rome'], answer: 'Paris' }]);
  expect((await refusalOf(run({ llm }, params(), testContext()))).code).toBe('answers.no-prompts');
  const lost = run({ llm, prompts: prompts('a') }, params({ template: 'Say it' }), testContext());
  expect((await refusalOf(lost)).code).toBe('ask.no-place');
});
