import type { ChatMessage } from '@/graph';
import { windowStart } from './memory';
import { planMove } from './plan';
import type { AgentState } from './state';
import type { Move, OpenCall, Way } from './way';

/** What comes next, told by what was said and done alone: so that it goes on from any place, kept or changed. */
export function nextMove(state: AgentState, way: Way): Move {
  const open = openCall(state.messages);
  if (open) return { do: 'call', ...open };
  const last = state.messages.at(-1);
  if (last?.role !== 'assistant') {
    const planned = way.plans && state.asked.length === 0 ? planMove(state, way) : null;
    return planned ?? sumUp(state, way) ?? { do: 'think', tools: offersTools(state) };
  }
  const planned = way.plans ? planMove(state, way) : null;
  if (planned) return planned;
  const verdicts = state.steps.filter(({ part }) => part === 'verdict').length;
  const judged = state.steps.at(-1)?.part === 'verdict';
  return judged || verdicts >= way.rounds ? { do: 'end', answer: last.content } : { do: 'judge', answer: last.content };
}

/** Older turns are summed up several at a time: half as many as are shown whole. */
function sumUp({ messages, summary }: AgentState, { sumsUpBeyond: turns }: Way): Move | null {
  const upTo = turns === undefined ? undefined : windowStart(messages, turns);
  if (turns === undefined || upTo === undefined) return null;
  const fresh = messages.slice(summary?.upTo ?? 1, upTo).filter(({ role }) => role === 'assistant').length;
  return fresh >= Math.max(1, Math.floor(turns / 2)) ? { do: 'sum-up', upTo } : null;
}

/** A plan and a summing up are written without doing anything. */
const offersTools = ({ asked }: AgentState): boolean => {
  const what = asked.findLast((one) => one.what !== 'hint')?.what;
  return what !== 'plan' && what !== 'replan' && what !== 'sum';
};

/** The first call of the last turn that has no result. */
function openCall(messages: readonly ChatMessage[]): OpenCall | null {
  const at = messages.findLastIndex(({ role }) => role === 'assistant');
  const message = messages[at];
  if (message?.role !== 'assistant') return null;
  const done = messages.length - at - 1;
  const call = message.toolCalls?.[done];
  if (!call) return null;
  return { call, place: messages.filter(({ role }) => role === 'tool').length, first: done === 0 };
}
