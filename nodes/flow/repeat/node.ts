import { type BodyPorts, data, defineNode, kindName, matchKinds, z } from '@/graph';
import { isDone, nextOf } from '../../common/body/body';
import { startsWith } from '../../common/body/starts';
import { areExamples, everyRound } from './shown-rounds';

export const repeat = defineNode({
  type: 'flow.repeat',
  version: 1,
  phase: 'act',
  title: 'Repeat',
  summary: 'Does what is inside again and again, each time with what the time before gave, until it is done.',
  keywords: ['loop', 'while', 'until', 'iterate', 'refine', 'again', 'state', 'recursion'],
  inputs: {},
  outputs: { rounds: data },
  params: z.object({
    most: z.number().int().min(1).max(100_000).default(10).meta({ label: 'At most', unit: 'rounds', scale: 'log' }),
  }),
  wraps: {
    starts: startsWith({ state: 'State' }, { next: 'State' }, [['state', 'next']]),
    ports: ({ inputs, outputs }) => ({
      inputs: Object.fromEntries(inputs.map(({ id, ...port }) => [id, port])),
      outputs: {
        ...Object.fromEntries(outputs.filter((one) => !isDone(one)).map(({ id, ...port }) => [id, port])),
        ...Object.fromEntries(
          outputs
            .filter(areExamples)
            .map((one) => [everyRound(one), { kind: one.kind, title: `${one.title}, every round` }]),
        ),
      },
    }),
    refuse: refuseRounds,
  },
  subtitle: ({ most }) => `up to ${most.toLocaleString('en')} ${most === 1 ? 'round' : 'rounds'}`,
  explain: () => import('./explain'),
  run: () => import('./run'),
});

function refuseRounds({ inputs, outputs }: BodyPorts) {
  const carried = inputs.flatMap((input) => {
    const next = nextOf(input, outputs);
    return next ? [{ input, next }] : [];
  });
  if (carried.length === 0)
    return {
      code: 'repeat.no-state',
      title: 'Every round would be the same.',
      detail: 'No output inside has the name of an input, so nothing is carried from one round to the next.',
      fix: 'Open it and give an “Output” the title of the “Input” that it is to feed next time.',
    };
  const odd = carried.find(({ input, next }) => !matchKinds(next.kind, input.kind).fits);
  return odd
    ? {
        code: 'repeat.other-kind',
        title: `“${odd.input.title}” takes ${odd.input.kind.phrase}, and its output gives ${odd.next.kind.phrase}.`,
        detail: `${kindName(odd.next.kind)} would have to become ${kindName(odd.input.kind)} for the next round.`,
        fix: 'Make the one from the other inside.',
      }
    : null;
}
