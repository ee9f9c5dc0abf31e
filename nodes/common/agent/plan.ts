import { bounded } from './graph-tool';
import type { AgentState } from './state';
import type { Move, Way } from './way';

const MOST_ITEMS = 12;
/** So often a plan is made anew after something in it failed. */
const MOST_REPLANS = 3;
/** Characters of what came of an item, where the plan is told. */
const IN_SHORT = 600;

const FAILED = 'FAILED';

/**
 * Plans first, then does one line of the plan after another, makes another plan for the rest where one failed, and sums up (Wang et al. 2023, plan-and-solve).
 * @returns what is asked next; null where the last thing said is the answer
 */
export function planMove(state: AgentState, way: Way): Move | null {
  const asked = state.asked.filter(({ what }) => what !== 'hint');
  const last = asked.at(-1);
  if (!last) return ask('plan', planning(way));
  if (last.what === 'sum' || last.what === 'verdict') return null;
  const { items, done } = planOf(state, way);
  if (last.what === 'item' && hasFailed(done.at(-1) ?? '') && replansOf(state) < MOST_REPLANS)
    return ask('replan', replanning(items, done));
  const next = items[done.length];
  return next === undefined
    ? ask('sum', `${told(items, done)}\n\nAll of it was worked on. Now give the answer to the task itself: ${way.task}`)
    : ask('item', working(items, done));
}

/** The plan as it stands, and what came of each of its lines that was worked on. */
function planOf(state: AgentState, { task }: Pick<Way, 'task'>) {
  const from = state.asked.findLastIndex(({ what }) => what === 'plan' || what === 'replan');
  const at = state.asked[from]?.at ?? 0;
  const written = planLines(replyTo(state, at, undefined, 'first'));
  const worked = state.asked.slice(from + 1).filter(({ what }) => what === 'item');
  return {
    // A plan of which nothing can be read is one of a single line.
    items: written.length > 0 ? written : [task],
    done: worked.map((item, place) => replyTo(state, item.at, worked[place + 1]?.at, 'last')),
  };
}

/** Which line of the plan is worked on now; undefined where none is. */
export function itemNow(state: AgentState): number | undefined {
  const from = state.asked.findLastIndex(({ what }) => what === 'plan' || what === 'replan');
  const since = state.asked.slice(from + 1);
  if (from < 0 || since.some(({ what }) => what === 'sum' || what === 'verdict')) return undefined;
  return since.filter(({ what }) => what === 'item').length || undefined;
}

/** The numbered lines of a plan. */
export const planLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .flatMap((line) => /^\s*(?:\*\*)?(?:step\s*)?\d{1,2}\s*[.):]\s*(.+?)(?:\*\*)?\s*$/i.exec(line)?.[1] ?? [])
    .slice(0, MOST_ITEMS);

const hasFailed = (outcome: string): boolean => /^\W*failed\b/i.test(outcome);
const replansOf = ({ asked }: AgentState): number => asked.filter(({ what }) => what === 'replan').length;

/** What the model said between two places. */
function replyTo({ messages }: AgentState, from: number, to = messages.length, which: 'first' | 'last'): string {
  const said = messages.slice(from, to).filter(({ role }) => role === 'assistant');
  const message = which === 'first' ? said[0] : said.at(-1);
  return message?.role === 'assistant' ? message.content : '';
}

const ask = (what: 'plan' | 'item' | 'replan' | 'sum', text: string): Move => ({
  do: 'think',
  tools: what === 'item',
  told: { text, what },
});

const planning = ({ tools }: Way): string =>
  [
    `Before anything is done: write a plan for the task, in at most ${MOST_ITEMS} short numbered lines, one for each thing to do (1. …). Do nothing yet.`,
    ...(tools.length > 0 ? ['These tools can be used later:'] : []),
    ...tools.map(({ name, description }) => `- ${name}: ${bounded(description, 300)}`),
  ].join('\n');

const working = (items: readonly string[], done: readonly string[]): string =>
  `${told(items, done)}\n\nNow do number ${done.length + 1}, and nothing else: ${items[done.length]}\nSay in a few sentences what came of it. If it cannot be done, begin with ${FAILED} and say why.`;

const replanning = (items: readonly string[], done: readonly string[]): string =>
  `${told(items, done)}\n\nNumber ${done.length} failed. Write another plan for what is left to do, in short numbered lines (1. …), that goes round what failed. Do nothing yet.`;

const told = (items: readonly string[], done: readonly string[]): string =>
  `The plan:\n${items.map((item, place) => `${place + 1}. ${item}${done[place] === undefined ? '' : `\n   → ${bounded(done[place], IN_SHORT).replaceAll('\n', ' ')}`}`).join('\n')}`;
