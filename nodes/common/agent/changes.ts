import { type AgentChange, type ChatMessage, userText } from '@/graph';
import { asData } from './as-data';
import { isGood, sentBack } from './critic';
import type { AgentState } from './state';

/** Whether an agent came as far as what is to be changed: for another answer of a tool, the tool has to have answered. */
export const reaches = ({ steps, messages, starts }: AgentState, { step, what }: AgentChange): boolean => {
  const at = starts[step - 1];
  if (at === undefined || steps[step - 1] === undefined) return false;
  return what !== 'result' || messages[at]?.role === 'tool' || messages[at + 1]?.role === 'tool';
};

/** What an agent did up to a step, with something of that step as a person wants it. Null where there is nothing of the kind in it. */
export function changed(state: AgentState, change: AgentChange): AgentState | null {
  const place = change.step - 1;
  const [step, start] = [state.steps[place], state.starts[place]];
  if (!step || start === undefined) return null;
  const message = state.messages[start];
  const before: AgentState = {
    messages: state.messages.slice(0, start),
    steps: state.steps.slice(0, place),
    starts: state.starts.slice(0, place),
    asked: state.asked.filter(({ at }) => at < start),
    summary: state.summary && state.summary.upTo <= start ? state.summary : undefined,
  };
  const withStep = (messages: readonly ChatMessage[], next: AgentState['steps'][number]): AgentState => ({
    ...before,
    messages,
    steps: [...before.steps, next],
    starts: [...before.starts, start],
  });
  if (change.what === 'hint')
    return step.part === 'verdict' || message?.role !== 'assistant'
      ? null
      : {
          ...before,
          messages: [...before.messages, userText(`Somebody who watches you says: ${change.text}`)],
          asked: [...before.asked, { at: start, what: 'hint' }],
        };
  if (change.what === 'said') {
    const said = { ...step, thought: change.text, changed: 'said' as const, seconds: 0, tokens: 0, cost: 0 };
    if (step.part === 'verdict') return withVerdict(withStep(before.messages, said), change.text);
    const at =
      message?.role === 'assistant' ? start : before.messages.findLastIndex(({ role }) => role === 'assistant');
    const turn = state.messages[at];
    if (turn?.role !== 'assistant') return null;
    const calls = turn.toolCalls?.map((call, index) =>
      index === Math.max(0, start - at - 1) && change.arguments !== undefined
        ? { ...call, arguments: change.arguments }
        : call,
    );
    const spoken: ChatMessage = {
      ...turn,
      content: at === start ? change.text : turn.content,
      ...(calls && { toolCalls: calls }),
    };
    const messages = [...state.messages.slice(0, at), spoken, ...state.messages.slice(at + 1, Math.max(at + 1, start))];
    const { call: _, ...alone } = said;
    // A further call of a turn has its step once it has its result.
    return at === start ? withStep(messages, alone) : { ...before, messages };
  }
  const at = message?.role === 'tool' ? start : start + 1;
  const answered = state.messages[at];
  if (!step.call || answered?.role !== 'tool') return null;
  const { failed: _, pictures: _drawn, ...call } = step.call;
  return withStep(
    [...state.messages.slice(0, at), { role: 'tool', toolCallId: answered.toolCallId, content: asData(change.text) }],
    { ...step, call: { ...call, result: change.text }, changed: 'result' },
  );
}

/** What follows from a verdict: an answer that lacks something is sent back. */
export const withVerdict = (state: AgentState, verdict: string): AgentState =>
  isGood(verdict)
    ? state
    : {
        ...state,
        messages: [...state.messages, userText(sentBack(verdict))],
        asked: [...state.asked, { at: state.messages.length, what: 'verdict' }],
      };
