import type { AgentTrace, Metrics } from '@/graph';

/** What an agent's steps used together. */
export function usedMetrics({ steps }: AgentTrace): Metrics {
  const calls = steps.flatMap(({ call }) => call ?? []);
  const sum = (of: (step: AgentTrace['steps'][number]) => number) => steps.reduce((all, one) => all + of(one), 0);
  const count = (name: string, value: number) => (value > 0 ? [{ name, value, better: 'lower' as const }] : []);
  const cost = sum((step) => step.cost ?? 0);
  return {
    values: [
      { name: 'Calls of tools', value: calls.length },
      ...count('Failed calls', calls.filter(({ failed, decided }) => failed && decided !== 'refused').length),
      ...count('Refused by you', calls.filter(({ decided }) => decided === 'refused').length),
      { name: 'Tokens', value: sum(({ tokens }) => tokens), better: 'lower' },
      ...(cost > 0 ? [{ name: 'Cost', value: cost, unit: 'US dollars', better: 'lower' as const }] : []),
    ],
    curves: [],
    notes: [],
  };
}
