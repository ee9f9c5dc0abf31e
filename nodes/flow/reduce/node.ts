import { type BodyPort, type BodyPorts, data, defineNode, z } from '@/graph';
import { nextOf } from '../../common/body/body';
import { startsWith } from '../../common/body/starts';
import { takesData } from '../../common/body/values';

export const reduce = defineNode({
  type: 'flow.reduce',
  version: 1,
  phase: 'act',
  title: 'Reduce',
  summary: 'Goes through a list and makes one value of it: each item is put to what was made so far.',
  keywords: ['fold', 'accumulate', 'aggregate', 'sum', 'collect', 'loop', 'list', 'combine'],
  inputs: {},
  outputs: {},
  params: z.object({}),
  wraps: {
    starts: startsWith({ soFar: 'So far', item: 'Item' }, { next: 'So far' }, [['item', 'next']]),
    ports(body) {
      const item = itemOf(body);
      return {
        inputs: Object.fromEntries(
          body.inputs.map(({ id, title, ...port }) =>
            id === item?.id ? [id, { kind: data, title: `List: ${title}` }] : [id, { ...port, title }],
          ),
        ),
        outputs: Object.fromEntries(body.outputs.map(({ id, ...port }) => [id, port])),
      };
    },
    refuse(body) {
      const item = itemOf(body);
      if (!item)
        return {
          code: 'reduce.no-item',
          title: 'Nothing inside takes an item.',
          fix: 'Open it and add an “Input” whose title no “Output” has: it gives one item after another.',
        };
      if (!takesData(item.kind))
        return {
          code: 'body.item-kind',
          title: `“${item.title}” wants ${item.kind.phrase}, and a list holds texts and data.`,
          fix: 'Make it from a text or from data inside.',
        };
      if (body.inputs.some((input) => nextOf(input, body.outputs))) return null;
      return {
        code: 'reduce.no-state',
        title: 'Nothing is carried from one item to the next.',
        fix: 'Open it and give an “Output” the title of the “Input” that it is to feed with the next item.',
      };
    },
  },
  explain: () => import('./explain'),
  run: () => import('./run'),
});

/** The input that items come in at: the topmost that no output feeds. */
export const itemOf = ({ inputs, outputs }: BodyPorts): BodyPort | undefined =>
  inputs.find((input) => !nextOf(input, outputs));
