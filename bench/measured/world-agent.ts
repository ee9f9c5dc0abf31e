/** Returns of the scripted agents of two templates, between doing nothing sensible and the best that an episode holds. */
import { SHIFT_PLANNER, VAN_DRIVER } from '@/app/templates/world-scripts';
import type { Llm, World } from '@/graph';
import { type OpenWorld, openWorld, play } from '@/ml/environments/open';
import { at } from '@/ml/environments/world';
import { createRandom } from '@/ml/random';
import { worldAgent } from '@/nodes/world/agent/node';
import { run as act } from '@/nodes/world/agent/run';
import { worldDeliveries } from '@/nodes/world/deliveries/node';
import { worldShifts } from '@/nodes/world/shifts/node';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish } from '../support/environment';

const count = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? 60);
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

await measure({ world: 'shifts', settings: worldShifts.params.parse({}) }, SHIFT_PLANNER);
await measure({ world: 'deliveries', settings: worldDeliveries.params.parse({}) }, VAN_DRIVER);
finish();

async function measure(world: World, program: string): Promise<void> {
  const llm: Llm = { from: 'script', title: 'Scripted answers', rules: [], program, maxTokens: 300 };
  const began = performance.now();
  const { episodes, metrics } = await act({ world, llm }, worldAgent.params.parse({ count }), testContext({ seed: 1 }));
  const seconds = (performance.now() - began) / 1_000;
  const seeds = episodes.episodes.map(({ seed }) => seed);
  const played = (policy: (seed: string) => (world: OpenWorld) => number) =>
    mean(seeds.map((seed) => play(openWorld(world, seed), policy(seed))));
  const best = seeds.map((seed) => openWorld(world, seed).optimum());
  const random = played((seed) => {
    const drawn = createRandom(`act/${seed}`);
    return (open) => {
      const legal = open.legal().flatMap((allowed, action) => (allowed ? [action] : []));
      return at(legal, drawn.int(legal.length));
    };
  });
  const zero = Math.max(
    random,
    played(
      () =>
        ({ idle }) =>
          idle,
    ),
  );
  const one = mean(best.map(({ value }) => value));
  const returns = {
    greedy: played(() => (open) => open.suggest('greedy')),
    rules: played(() => (open) => open.suggest('scripted')),
    agent: mean(episodes.episodes.map(({ moments }) => moments.at(-1)?.total ?? 0)),
    optimum: one,
  };
  console.log(
    `${world.world}: ${count} episodes, ${best.filter(({ proven }) => proven).length} optima proven; the agent took ${seconds.toFixed(1)} s`,
  );
  for (const { name, value } of metrics.values) console.log(`  ${name}: ${value}`);
  for (const [name, value] of Object.entries(returns))
    console.log(`  ${name.padEnd(8)} ${value.toFixed(1)}  ${((100 * (value - zero)) / (one - zero)).toFixed(1)} %`);
  bar(`${world.world}-agent`, (returns.agent - zero) / (one - zero), { atLeast: 0.9 }, 3);
}
