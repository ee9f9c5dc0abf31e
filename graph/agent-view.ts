import { branchOf, LONGEST_CHANGE, readChanges } from './agent-changes';
import { hashJson } from './hash';
import type { AgentStep, AgentTrace } from './kinds';
import { VIEW_LIMITS, type View } from './view';

/** Characters of one thought, of arguments, of a result: on a card and with room. */
const [SHOWN, SHOWN_LARGE] = [160, LONGEST_CHANGE];

/** What can be seen of an agent’s steps: the last few on a card, all of them with room. */
export function agentView({ task, steps, answer, ended, waits, branch }: AgentTrace, large = false, says = ''): View {
  const most = large ? SHOWN_LARGE : SHOWN;
  const short = (text: string) => (text.length > most ? `${text.slice(0, most)} …` : text);
  const shown = withRoom(steps.slice(large ? -VIEW_LIMITS.items : -3));
  return {
    view: 'agent',
    task: short(task),
    first: steps.length - shown.length + 1,
    steps: shown.map(
      ({ thought, call, ...used }): AgentStep => ({
        ...used,
        thought: short(thought),
        ...(call && { call: { ...call, arguments: short(call.arguments), result: short(call.result) } }),
      }),
    ),
    ...(answer !== undefined && { answer: short(answer) }),
    ...(ended !== undefined && { ended }),
    ...(waits && { waits }),
    ...(branch !== undefined && { branch }),
    ...(says !== '' && { says: large ? says : says.slice(-SHOWN) }),
  };
}

/** Steps with as many of their pictures as a view may have, the newest first. */
function withRoom(steps: readonly AgentStep[]): readonly AgentStep[] {
  let room: number = VIEW_LIMITS.pixels;
  return steps
    .toReversed()
    .map((step) => {
      const { call } = step;
      if (!call?.pictures) return step;
      const { width, height, channels, count } = call.pictures;
      room -= width * height * channels * count;
      const { pictures: _, ...rest } = call;
      return room >= 0 ? step : { ...step, call: rest };
    })
    .toReversed();
}

/** What a person said of a call. */
export type Decision = { readonly verdict: 'yes' } | { readonly verdict: 'no'; readonly reason: string };

/** So many decisions a document keeps; the oldest give way. */
const MOST_DECISIONS = 200;
/** Characters of a reason. */
export const LONGEST_REASON = 300;
export const MOST_APPROVAL_CHARACTERS = MOST_DECISIONS * (LONGEST_REASON + 16);

/** Whose call it is. */
export interface Caller {
  /** What its work is kept by: a hash of model, tools, task, instructions and all else that it comes from. */
  readonly work: string;
  /** Of the changed steps that it goes on from. */
  readonly branch: string;
}

/** A call’s id: a hash of whose it is, of its place among all calls, and of what is called with what. So what was said of one counts for no other. */
export const callId = ({ work, branch }: Caller, place: number, tool: string, given: string): string =>
  hashJson([work, branch, place, tool, given]).slice(0, 10);

/** Reads what was said of calls, a line each: `0a1b2c3d4e yes`, `5f60718293 no too dear`. What is neither is passed over. */
export function readApprovals(written: string): ReadonlyMap<string, Decision> {
  const said = new Map<string, Decision>();
  for (const line of written.split('\n')) {
    const [, id, verdict, reason = ''] = /^([0-9a-f]{10}) (yes|no)(?: (.*))?$/.exec(line) ?? [];
    if (id !== undefined) said.set(id, verdict === 'yes' ? { verdict } : { verdict: 'no', reason });
  }
  return said;
}

/** Whether a view is of what an agent did with the changes that are in these settings, and not with others. */
export const isBranch = (view: View, { changes }: Readonly<Record<string, unknown>>): boolean =>
  view.view !== 'agent' || (view.branch ?? '') === branchOf(readChanges(String(changes ?? '')));

/** Whether a view is of an agent that waits for a person, who has not said anything in these settings yet. */
export const waitsIn = (view: View, { decisions }: Readonly<Record<string, unknown>>): boolean =>
  view.view === 'agent' && view.waits !== undefined && !readApprovals(String(decisions ?? '')).has(view.waits.id);

/** What was said before, with one more. */
export function approve(written: string, id: string, decision: Decision): string {
  const lines = written.split('\n').filter((line) => line !== '' && !line.startsWith(id));
  const reason =
    decision.verdict === 'no' ? ` ${decision.reason.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_REASON)}` : '';
  return [...lines, `${id} ${decision.verdict}${reason}`.trim()].slice(-MOST_DECISIONS).join('\n');
}
