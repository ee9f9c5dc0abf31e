import type { Run } from '@/graph';
import { caseOf, casesOf } from './cases';
import type { choose } from './node';

export const run: Run<typeof choose> = ({ when, ...ways }, { cases }, { log }) => {
  const taken = caseOf(casesOf(cases), when);
  const given: Readonly<Record<string, unknown>> = ways;
  log('info', `It took the way “${casesOf(cases)[Number(taken.slice(3)) - 1]}”.`);
  return { value: given[taken] };
};
