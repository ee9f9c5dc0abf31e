import { type AgentState, usedBy } from './state';

/** What an agent may use in all, models inside its tools included; 0 is no limit. */
export interface AgentLimits {
  /** How often a model may be asked. */
  readonly steps: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly dollars: number;
}

/** Without a limit of steps there is this one. */
const MOST_ASKS = 400;

/** Why it has to end now; null where it may go on. */
export function reached(state: AgentState, { steps, tokens, seconds, dollars }: AgentLimits): string | null {
  const used = usedBy(state);
  const over = [
    [used.asks, steps === 0 ? MOST_ASKS : Math.min(steps, MOST_ASKS), 'steps'],
    [used.tokens, tokens, 'tokens'],
    [used.seconds, seconds, 'seconds'],
    [used.dollars, dollars, 'US dollars'],
  ].find(([value, most]) => Number(most) > 0 && Number(value) >= Number(most));
  return over
    ? `It was stopped before it had an answer: it may use ${Number(over[1]).toLocaleString('en')} ${over[2]}.`
    : null;
}
