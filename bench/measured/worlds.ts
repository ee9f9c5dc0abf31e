/** Returns of policies between doing nothing sensible and the best that an episode holds, on held-out seeds. */
import type { World } from '@/graph';
import { type OpenWorld, openWorld, play } from '@/ml/environments/open';
import { at } from '@/ml/environments/world';
import { playAll } from '@/ml/objectives/episodes';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rolesOf } from '@/nodes/common/network';
import { worldDeliveries } from '@/nodes/world/deliveries/node';
import { worldShifts } from '@/nodes/world/shifts/node';
import { worldShopFloor } from '@/nodes/world/shop-floor/node';
import { worldTrainPolicy } from '@/nodes/world/train-policy/node';
import { run as trainPolicy } from '@/nodes/world/train-policy/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const EPISODES = 60;
const seeds = Array.from({ length: EPISODES }, (_, index) => `test/${index}`);
const worlds: readonly World[] = [
  { world: 'shifts', settings: worldShifts.params.parse({}) },
  { world: 'deliveries', settings: worldDeliveries.params.parse({}) },
  { world: 'shop-floor', settings: worldShopFloor.params.parse({}) },
];
/** Of the shop floor nothing is promised. */
const PROMISED = ['shifts', 'deliveries'];
const asked = process.argv.slice(2).filter((name) => worlds.some(({ world }) => world === name));

await startWasm();
for (const world of worlds.filter(({ world }) => (asked.length > 0 ? asked : PROMISED).includes(world)))
  await measure(world);
finish();

async function measure(world: World): Promise<void> {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const played = (policy: (world: OpenWorld, seed: string) => (world: OpenWorld) => number) =>
    mean(
      seeds.map((seed) => {
        const open = openWorld(world, seed);
        return play(open, policy(open, seed));
      }),
    );
  const best = seeds.map((seed) => openWorld(world, seed).optimum());
  const random = played((_, seed) => {
    const drawn = createRandom(`act/${seed}`);
    return (open) => {
      const legal = open.legal().flatMap((allowed, action) => (allowed ? [action] : []));
      return at(legal, drawn.int(legal.length));
    };
  });
  const idle = played(
    () =>
      ({ idle: action }) =>
        action,
  );
  const started = performance.now();
  const { policy } = await trainPolicy({ world }, worldTrainPolicy.params.parse({}), testContext({ seed: 1 }));
  const seconds = (performance.now() - started) / 1_000;
  const { policy: network } = rolesOf(policy.networks);
  const weights = uploadWeights(network, policy.weights);
  const trained = await playAll(network, weights, seeds, null, {
    open: (seed) => openWorld(world, seed),
    group: 1,
    breathe: async () => {},
  });
  disposeAll(weights);
  // 0 is the better of doing nothing and acting at random, 1 the optimum of the same episodes, all that is drawn in them known beforehand.
  const [zero, one] = [Math.max(random, idle), mean(best.map(({ value }) => value))];
  const share = (value: number) => (value - zero) / (one - zero);
  const returns = {
    idle,
    random,
    greedy: played(() => (open) => open.suggest('greedy')),
    scripted: played(() => (open) => open.suggest('scripted')),
    trained: mean(trained.returns),
    optimum: one,
  };
  console.log(
    `${world.world}: ${EPISODES} episodes, ${best.filter(({ proven }) => proven).length} optima proven, trained in ${seconds.toFixed(0)} s`,
  );
  for (const [name, value] of Object.entries(returns))
    console.log(`  ${name.padEnd(9)} ${value.toFixed(1)}  ${(100 * share(value)).toFixed(1)} %`);
  if (!PROMISED.includes(world.world)) return;
  bar(`${world.world}-trained`, share(returns.trained), { atLeast: 0.9 }, 3);
  bar(`${world.world}-scripted`, share(returns.scripted), { atLeast: 0.9 }, 3);
}
