import {
  type Episode,
  type Episodes,
  GenloomError,
  type Metric,
  type Policy,
  type Run,
  type RunContext,
  type Table,
  WORLD_TITLES,
  type World,
} from '@/graph';
import { choose, scoresOf } from '@/ml/environments/decide';
import type { Optimum } from '@/ml/environments/exact';
import { type OpenWorld, openWorld } from '@/ml/environments/open';
import { at } from '@/ml/environments/world';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { meanAndDeviation } from '../../align/common/figures';
import { rolesOf } from '../../common/network';
import type { worldPlay } from './node';

/** Who decides; for each episode it is asked anew. */
interface Player {
  readonly name: string;
  begin(world: OpenWorld, seed: string): (world: OpenWorld) => number | Promise<number>;
}

export const run: Run<typeof worldPlay> = async ({ world, policy, agent }, params, context) => {
  const { optimal, recorded } = params;
  if (agent) requireSameWorld(world, agent);
  const seeds = agent
    ? agent.episodes.map(({ seed }) => seed)
    : Array.from({ length: params.count }, (_, index) => `play/${context.seed}/${index}`);
  const count = seeds.length;
  const best = optimal ? await optima(world, seeds, context) : null;
  const trained = policy && trainedPlayer(world, policy);
  try {
    const players = [
      RANDOM,
      IDLE,
      plain('Greedy', 'greedy'),
      plain('By rules', 'scripted'),
      ...(trained ? [trained.player] : []),
    ];
    const episodes: Episode[] = [];
    const returns = new Map<string, readonly number[]>();
    for (const [turn, player] of players.entries()) {
      const own: number[] = [];
      for (const [index, seed] of seeds.entries()) {
        const open = openWorld(world, seed);
        const episode = await playRecorded(open, player, seed, index < recorded);
        own.push(episode.moments.at(-1)?.total ?? 0);
        if (index < recorded && player !== IDLE) episodes.push(episode);
        context.progress({ done: turn * count + index + 1, total: players.length * count, message: player.name });
        await context.breathe();
      }
      returns.set(player.name, own);
    }
    if (agent) {
      returns.set(
        AGENT,
        agent.episodes.map(({ moments }) => moments.at(-1)?.total ?? 0),
      );
      episodes.push(...agent.episodes.slice(0, recorded).map((one) => ({ ...one, by: AGENT })));
    }
    for (const [index, seed] of seeds.slice(0, recorded).entries()) {
      const actions = best?.[index]?.actions;
      if (actions) episodes.push(await playRecorded(openWorld(world, seed), followed(actions), seed, true));
    }
    const told = compare(returns, best);
    return {
      table: told.table,
      metrics: { values: told.values, curves: [], notes: told.notes },
      episodes: { world: WORLD_TITLES[world.world], episodes: episodes.reverse() },
    };
  } finally {
    trained?.dispose();
  }
};

const RANDOM: Player = {
  name: 'At random',
  begin: (_, seed) => {
    const random = createRandom(`act/${seed}`);
    return (world) => {
      const legal = world.legal().flatMap((allowed, action) => (allowed ? [action] : []));
      return at(legal, random.int(legal.length));
    };
  },
};
const IDLE: Player = { name: 'Doing nothing', begin: () => (world) => world.idle };
const plain = (name: string, policy: 'greedy' | 'scripted'): Player => ({
  name,
  begin: () => (world) => world.suggest(policy),
});
const AGENT = 'Agent';
const BEST = 'Best possible';
const followed = (actions: readonly number[]): Player => ({
  name: BEST,
  begin: () => {
    let step = 0;
    return () => at(actions, step++);
  },
});

/** @throws GenloomError `world.other-agent` where the agent acted in a world of another kind, or not at all */
function requireSameWorld(world: World, agent: Episodes): void {
  if (agent.world === WORLD_TITLES[world.world] && agent.episodes.length > 0) return;
  throw new GenloomError({
    code: 'world.other-agent',
    title:
      agent.episodes.length === 0
        ? 'The agent played no episode.'
        : `The agent acted in another world: “${agent.world}”, not “${WORLD_TITLES[world.world]}”.`,
    fix: 'Wire the world that it acted in.',
  });
}

/** @throws GenloomError `world.other-policy` where the policy learned in a world of another kind or size */
function trainedPlayer(world: World, policy: Policy): { readonly player: Player; dispose(): void } {
  const { width } = openWorld(world, '0');
  const sees = policy.networks.policy.examples?.shape[0];
  if (policy.learnedIn.world !== world.world || sees !== width)
    throw new GenloomError({
      code: 'world.other-policy',
      title: `This policy learned in another world: “${WORLD_TITLES[policy.learnedIn.world]}”, not “${WORLD_TITLES[world.world]}”.`,
      fix: 'Wire the world that it learned in, or train a policy in this one.',
    });
  const { policy: network } = rolesOf(policy.networks);
  const weights = uploadWeights(network, policy.weights);
  const decide = async (open: OpenWorld) =>
    choose(await scoresOf(network, weights, [open.observe()], width), open.legal(), null).action;
  return { player: { name: 'Trained', begin: () => decide }, dispose: () => disposeAll(weights) };
}

async function optima(
  world: World,
  seeds: readonly string[],
  { progress, breathe }: RunContext,
): Promise<readonly Optimum[]> {
  const found: Optimum[] = [];
  for (const seed of seeds) {
    found.push(openWorld(world, seed).optimum());
    progress({ done: found.length, total: seeds.length, message: 'The best possible' });
    await breathe();
  }
  return found;
}

/** Plays an episode to its end; without `whole` only the last moment is kept. */
async function playRecorded(world: OpenWorld, player: Player, seed: string, whole: boolean): Promise<Episode> {
  const decide = player.begin(world, seed);
  const moments: Episode['moments'][number][] = [{ scene: world.picture(), reward: 0, total: 0 }];
  for (let total = 0; ; ) {
    const action = await decide(world);
    const done = whole ? world.describe().actions.find((one) => one.action === action)?.words : undefined;
    const { reward, terminated, truncated } = world.step(action);
    total += reward;
    const isLast = terminated || truncated;
    if (whole || isLast) moments.push({ scene: world.picture(), ...(done && { done }), reward, total });
    if (isLast) return { by: player.name, seed, moments };
  }
}

function compare(returns: ReadonlyMap<string, readonly number[]>, best: readonly Optimum[] | null) {
  const all = [...returns, ...(best ? [[BEST, best.map(({ value }) => value)] as const] : [])];
  const means = new Map(all.map(([name, values]) => [name, meanAndDeviation(values)]));
  const mean = (name: string) => means.get(name)?.mean ?? 0;
  const zero = Math.max(mean(RANDOM.name), mean(IDLE.name));
  const share = (name: string) => (best && mean(BEST) > zero ? (mean(name) - zero) / (mean(BEST) - zero) : null);
  const table: Table = {
    columns: [
      { name: 'Policy', kind: 'category', categories: all.map(([name]) => name) },
      { name: 'Return', kind: 'number', better: 'higher', decimals: 1 },
      { name: 'Deviation', kind: 'number', decimals: 1 },
      { name: 'Of the best possible, %', kind: 'number', better: 'higher', decimals: 1 },
      { name: 'Better than greedy', kind: 'whole' },
    ],
    rows: all.map(([name, values]) => {
      const own = share(name);
      const greedy = returns.get('Greedy') ?? [];
      const wins = values.filter((value, index) => value > (greedy[index] ?? value) + 1e-6).length;
      return [name, mean(name), means.get(name)?.deviation ?? 0, own === null ? null : 100 * own, wins];
    }),
  };
  const values: Metric[] = ['Greedy', 'By rules', 'Trained', AGENT].flatMap((name): Metric[] => {
    if (!returns.has(name)) return [];
    const own = share(name);
    const told = { name: `Return, ${name.toLowerCase()}`, value: mean(name), better: 'higher' as const };
    if (own === null) return [told];
    return [
      told,
      { name: `Of the best possible, ${name.toLowerCase()}`, value: 100 * own, unit: '%', better: 'higher' },
    ];
  });
  const open = best?.filter(({ proven }) => !proven).length ?? 0;
  const notes = [
    ...(best
      ? ['0 % is the better of acting at random and doing nothing; 100 % knows everything that will happen.']
      : []),
    ...(open > 0
      ? [
          `Of ${open} of ${best?.length} episodes the search was cut short: something better than what it found may exist.`,
        ]
      : []),
  ];
  return { table, values: [...values, { name: 'Episodes', value: [...returns.values()][0]?.length ?? 0 }], notes };
}
