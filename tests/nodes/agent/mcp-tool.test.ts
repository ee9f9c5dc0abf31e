import { expect, test } from 'vitest';
import type { RunContext } from '@/graph';
import { run } from '@/nodes/agent/mcp-tool/run';
import { openTool } from '@/nodes/common/agent/tools';
import { codecOf } from '@/workers/artifacts/kinds';
import { testContext } from '../support';

const weather = {
  name: 'get weather',
  title: 'Weather',
  description: 'Tells the weather of a place.',
  inputSchema: { type: 'object', properties: { place: { type: 'string' } }, required: ['place'] },
  state: 'allowed',
  problem: null,
};

/** Genloom’s own server, as far as tools of MCP servers go. */
function serverOf(tools: readonly object[], answer: object = {}) {
  const asked: { readonly path: string; readonly body: object }[] = [];
  const server: RunContext['server'] = async (path, body) => {
    asked.push({ path, body });
    const text = JSON.stringify(path === '/api/mcp/tools' ? { tools } : answer);
    return new Blob([text]).stream();
  };
  return { asked, server };
}

const params = { server: 'Harbour', name: 'get weather', asks: true };

test('a tool that was allowed is told as it describes itself, and used through the server', async () => {
  const { asked, server } = serverOf([weather], { text: 'Fog.', data: null, isError: false });
  const context = testContext({ server });
  const { tool } = await run({}, params, context);
  expect(tool).toMatchObject({ name: 'get_weather', parameters: weather.inputSchema, approval: true, from: 'mcp' });
  const codec = codecOf('tool');
  const kept = codec.decode(codec.encode(tool));
  expect(kept).toEqual(tool);
  expect(await (await openTool(tool, context)).use({ place: 'Kiel' })).toEqual({ text: 'Fog.' });
  expect(asked.at(-1)).toEqual({
    path: '/api/mcp/call',
    body: { server: 'Harbour', tool: 'get weather', arguments: { place: 'Kiel' } },
  });
});

test('a tool that says that it did not work fails, and is no answer', async () => {
  const { server } = serverOf([weather], { text: 'no such place', data: null, isError: true });
  const context = testContext({ server });
  const { tool } = await run({}, params, context);
  await expect((await openTool(tool, context)).use({ place: 'x' })).rejects.toMatchObject({
    code: 'tool.failed',
    title: expect.stringContaining('no such place'),
  });
});

test.each([
  ['new', 'tool.not-allowed'],
  ['changed', 'tool.not-allowed'],
  ['gone', 'tool.unknown'],
])('one that is %s is refused, with what would help', async (state, code) => {
  const { server } = serverOf(state === 'gone' ? [] : [{ ...weather, state }]);
  await expect(async () => run({}, params, testContext({ server }))).rejects.toMatchObject({
    code,
    fix: expect.stringMatching(/\w/),
  });
});
