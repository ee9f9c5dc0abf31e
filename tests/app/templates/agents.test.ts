import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentTrains } from '@/app/templates/agent-trains';
import { writerCritic } from '@/app/templates/writer-critic';
import { check, type GraphDocument, type RunEvent } from '@/graph';
import { catalogue } from '@/nodes';
import { createNodeRuntime } from '@/workers/node';

let runtime: Awaited<ReturnType<typeof createNodeRuntime>>;
beforeAll(async () => {
  runtime = await createNodeRuntime({ backend: 'wasm' });
});
afterAll(() => runtime.dispose());

async function stepsOf(document: GraphDocument, id: string) {
  const events: RunEvent[] = [];
  const { done } = await runtime.run({ document, targets: null, onEvents: (some) => events.push(...some) });
  const failed = events.flatMap((event) => (event.type === 'failed' ? [event.error] : []));
  expect([await done, failed]).toEqual(['succeeded', []]);
  const key = events.flatMap((event) => (event.type === 'finished' && event.nodeId === id ? [event.key] : [])).at(-1);
  const read = async (port: string) => new TextDecoder().decode((await runtime.exportValue(key ?? '', port)).bytes);
  const { steps } = JSON.parse(await read('trace'));
  return { answer: await read('answer'), steps };
}

test('an agent trains two models with one graph, lets one write, and reports', async () => {
  expect(check(agentTrains, catalogue).problems).toEqual([]);
  const { steps, answer } = await stepsOf(agentTrains, 'agent');
  const perplexity = (place: number) => Number(/Perplexity: ([\d.]+)/.exec(steps[place].call.result)?.[1]);
  expect(perplexity(1)).toBeLessThan(perplexity(0));
  expect(steps[2].call).toMatchObject({ tool: 'write' });
  expect(answer).toContain('lower perplexity');
});

test('a writer and a critic are agents that an agent calls', async () => {
  expect(check(writerCritic, catalogue).problems).toEqual([]);
  const { steps, answer } = await stepsOf(writerCritic, 'editor');
  expect(steps.map(({ call }: { call?: { tool: string } }) => call?.tool)).toEqual([
    'writer',
    'critic',
    'writer',
    undefined,
  ]);
  expect(answer).toBe('All night the sea turns over in its bed of stones.');
});
