import { type Episode, type Run, type RunContext, WORLD_TITLES, z } from '@/graph';
import { openWorld } from '@/ml/environments/open';
import { meanAndDeviation } from '../../align/common/figures';
import { openLlm } from '../../common/llm/chat';
import { type Decided, decideBy } from './decide';
import type { worldAgent } from './node';

/** Milliseconds between checkpoints; what is paid for is kept at once. */
const KEEP_EVERY = 2_000;
/** Characters of a thought in a recording. */
const LONGEST_THOUGHT = 300;

export const run: Run<typeof worldAgent> = async ({ world, llm }, params, context) => {
  const { count, retries } = params;
  const kept = await decisionsKept(context);
  const decided: (readonly Decided[])[] = [];
  const episodes: Episode[] = [];
  const open = openLlm(llm, context);
  let keptAt = performance.now();
  try {
    for (let index = 0; index < count; index++) {
      const seed = `agent/${context.seed}/${index}`;
      const at = openWorld(world, seed);
      const own: Decided[] = [];
      const moments: Episode['moments'][number][] = [{ scene: at.picture(), reward: 0, total: 0 }];
      for (let [total, ended] = [0, false]; !ended; ) {
        await context.breathe();
        const described = at.describe();
        const known = kept[index]?.[own.length];
        const one = known ?? (await decideBy(described, { ...params, llm: open, seed: context.seed }));
        own.push(one);
        const action = one.action ?? at.idle;
        const words = described.actions.find((allowed) => allowed.action === action)?.words ?? '';
        const { reward, terminated, truncated } = at.step(action);
        total += reward;
        ended = terminated || truncated;
        moments.push({ scene: at.picture(), done: inWords(words, one), reward, total });
        context.progress({ done: index, total: count, message: `episode ${index + 1}, step ${own.length}` });
        if (known || (llm.from !== 'endpoint' && performance.now() - keptAt < KEEP_EVERY)) continue;
        keptAt = performance.now();
        await context.checkpoint.save({ step: index, state: { decided: [...decided, own] } });
      }
      decided.push(own);
      episodes.push({ by: 'Agent', seed, moments });
      context.metric(index + 1, { return: moments.at(-1)?.total ?? 0 });
    }
  } finally {
    open.close();
  }
  const all = decided.flat();
  const replaced = all.filter(({ action }) => action === null).length;
  if (replaced > 0)
    context.log(
      'warning',
      `At ${replaced.toLocaleString('en')} of ${all.length.toLocaleString('en')} moments nothing that it said was allowed, asked ${retries + 1} times: what changes least was done in its place.`,
    );
  return {
    episodes: { world: WORLD_TITLES[world.world], episodes },
    metrics: { values: measured(episodes, all, replaced), curves: [], notes: [] },
  };
};

/** What was done, and why it was. */
function inWords(words: string, { action, thought }: Decided): string {
  const said = thought === '' ? '' : ` “${thought.replaceAll(/\s+/g, ' ').slice(0, LONGEST_THOUGHT)}”`;
  return `${words}${action === null ? ' (in its place: nothing that it said was allowed)' : ''}${said}`;
}

function measured(episodes: readonly Episode[], all: readonly Decided[], replaced: number) {
  const { mean } = meanAndDeviation(episodes.map(({ moments }) => moments.at(-1)?.total ?? 0));
  const sum = (of: (one: Decided) => number) => all.reduce((total, one) => total + of(one), 0);
  const cost = sum((one) => one.cost ?? 0);
  return [
    { name: 'Return', value: mean, better: 'higher' as const },
    { name: 'Decisions', value: all.length },
    { name: 'Answers that were not allowed', value: sum(({ invalid }) => invalid), better: 'lower' as const },
    { name: 'Done in its place', value: replaced, better: 'lower' as const },
    { name: 'Tokens', value: sum(({ tokens }) => tokens), better: 'lower' as const },
    ...(cost > 0 ? [{ name: 'Cost', value: cost, unit: 'US dollars', better: 'lower' as const }] : []),
  ];
}

const state = z.object({
  decided: z.array(
    z.array(
      z.object({
        action: z.number().nullable(),
        thought: z.string(),
        invalid: z.number(),
        tokens: z.number(),
        cost: z.number().nullable(),
      }),
    ),
  ),
});

/** What was decided before a cancel or a reload: the same episodes go on from there, and nothing is asked twice. */
async function decisionsKept({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<readonly (readonly Decided[])[]> {
  const found = state.safeParse((await checkpoint.load())?.state);
  return found.success ? found.data.decided : [];
}
