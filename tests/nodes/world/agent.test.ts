import { describe, expect, test } from 'vitest';
import { SHIFT_PLANNER, VAN_DRIVER } from '@/app/templates/world-scripts';
import type { Llm, World } from '@/graph';
import { openWorld, play } from '@/ml/environments/open';
import { chat } from '@/nodes/common/llm/chat';
import { worldAgent } from '@/nodes/world/agent/node';
import { run as act } from '@/nodes/world/agent/run';
import { worldDeliveries } from '@/nodes/world/deliveries/node';
import { worldPlay } from '@/nodes/world/play/node';
import { run as runPlay } from '@/nodes/world/play/run';
import { worldShifts } from '@/nodes/world/shifts/node';
import { refusalOf, type TestOptions, testContext } from '../support';

const shifts: World = { world: 'shifts', settings: worldShifts.params.parse({ staff: 5, days: 3, sick: 1 }) };
const town: World = {
  world: 'deliveries',
  settings: worldDeliveries.params.parse({ places: 5, hours: 24, orders: 6 }),
};
const scripted = (program: string): Llm => ({ from: 'script', title: 'Scripted', rules: [], program, maxTokens: 300 });

async function acted(world: World, llm: Llm, params: object = {}, options: TestOptions = {}) {
  const context = testContext(options);
  const { episodes, metrics } = await act({ world, llm }, worldAgent.params.parse({ count: 2, ...params }), context);
  const measured = Object.fromEntries(metrics.values.map(({ name, value }) => [name, value]));
  const returns = episodes.episodes.map(({ moments }) => moments.at(-1)?.total ?? 0);
  return { episodes, measured, returns, context };
}

describe('an agent in a world', () => {
  test.each([
    ['shifts', shifts, SHIFT_PLANNER],
    ['deliveries', town, VAN_DRIVER],
  ] as const)(
    '%s: reads the moment, says a number, and does no worse than doing nothing',
    async (_, world, program) => {
      const { episodes, measured, returns } = await acted(world, scripted(program));
      expect(measured).toMatchObject({ 'Answers that were not allowed': 0, 'Done in its place': 0 });
      for (const [index, { seed, by, moments }] of episodes.episodes.entries()) {
        const idle = play(openWorld(world, seed), (open) => open.idle);
        expect(by).toBe('Agent');
        expect(returns[index]).toBeGreaterThanOrEqual(idle);
        expect(returns[index]).toBeLessThanOrEqual(openWorld(world, seed).optimum().value + 1e-6);
        expect(moments[1]?.done).toMatch(/“.+”$/);
      }
    },
  );

  test('what is not allowed is told and asked again; then what changes least is done in its place, and counted', async () => {
    const stubborn = 'return turn === 0 ? "I think {\\"action\\": 99}" : "No idea.";';
    const { measured, returns, episodes, context } = await acted(shifts, scripted(stubborn), { count: 1, retries: 1 });
    const { Decisions: decisions = 0 } = measured;
    expect(measured).toMatchObject({ 'Answers that were not allowed': 2 * decisions, 'Done in its place': decisions });
    const [{ seed } = { seed: '' }] = episodes.episodes;
    expect(returns).toEqual([play(openWorld(shifts, seed), (open) => open.idle)]);
    expect(context.logs.at(-1)).toContain('nothing that it said was allowed, asked 2 times');
    // The second answer is right, in plain JSON, once it is told what was wrong.
    const learns = String.raw`return turn === 0 ? "{}" : JSON.stringify({ action: Number(/Allowed are (\d+)/.exec(said)[1]) });`;
    expect((await acted(shifts, scripted(learns), { count: 1 })).measured).toMatchObject({
      'Answers that were not allowed': decisions,
      'Done in its place': 0,
    });
  });

  test('goes on from what it had decided, and asks nothing twice', async () => {
    const whole = await acted(town, scripted(VAN_DRIVER), { count: 1 });
    const paid: Llm = { from: 'endpoint', title: 'none', connection: 'none', model: 'none', maxTokens: 10, budget: {} };
    // Its checkpoint has every decision, so the service is never asked.
    const kept = { step: 0, state: { decided: await everyDecision() } };
    expect((await acted(town, paid, { count: 1 }, { kept })).returns).toEqual(whole.returns);

    async function everyDecision() {
      const open = openWorld(town, whole.episodes.episodes[0]?.seed ?? '');
      const all = [];
      for (const { done = '' } of whole.episodes.episodes[0]?.moments.slice(1) ?? []) {
        const { action } = open.describe().actions.find(({ words }) => done.startsWith(words)) ?? { action: open.idle };
        open.step(action);
        all.push({ action, thought: '', invalid: 0, tokens: 0, cost: 0 });
      }
      return [all];
    }
  });

  test('its episodes are played by the others too, and stand beside them', async () => {
    const { episodes, returns } = await acted(shifts, scripted(SHIFT_PLANNER));
    const asked = worldPlay.params.parse({ count: 1 });
    const played = await runPlay({ world: shifts, agent: episodes }, asked, testContext());
    const row = (name: string) => played.table.rows.find(([policy]) => policy === name);
    expect(row('Agent')?.[1]).toBeCloseTo(returns.reduce((sum, one) => sum + one, 0) / 2, 6);
    expect(Number(row('Best possible')?.[1])).toBeGreaterThanOrEqual(Number(row('Agent')?.[1]) - 1e-6);
    const recorded = played.episodes.episodes.map(({ by, seed }) => [by, seed]);
    const [{ seed } = { seed: '' }] = episodes.episodes;
    expect(recorded).toContainEqual(['Agent', seed]);
    expect(recorded).toContainEqual(['Greedy', seed]);
    expect(
      (await refusalOf(Promise.resolve(runPlay({ world: town, agent: episodes }, asked, testContext())))).code,
    ).toBe('world.other-agent');
  });
});

test('a program that fails, or answers nothing, is said to', async () => {
  const ask = async (program: string) => {
    const events = [];
    const request = { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }], maxTokens: 5 } as const;
    for await (const event of chat(scripted(program), request, testContext())) events.push(event);
    return events;
  };
  expect(await ask('return said + turn;')).toContainEqual({ type: 'text', text: 'Hi0' });
  for (const program of ['throw new Error("no")', 'return 5', 'while (true) {}'])
    expect(await ask(program)).toContainEqual({
      type: 'failed',
      error: expect.objectContaining({ code: 'script.program' }),
    });
});
