import { type BodyPort, data, defineNode, z } from '@/graph';
import { startsWith } from '../../common/body/starts';
import { isPlain, takesData } from '../../common/body/values';

export const map = defineNode({
  type: 'flow.map',
  version: 1,
  phase: 'act',
  title: 'Map',
  summary: 'Does what is inside with each item of a list, and gives the list of the results.',
  keywords: ['for each', 'loop', 'list', 'batch', 'iterate', 'every', 'parallel', 'items'],
  inputs: {},
  outputs: { failures: data },
  params: z.object({
    atOnce: z.number().int().min(1).max(16).default(4).meta({ label: 'At once', unit: 'items', advanced: true }),
    failures: z
      .enum(['stop', 'collect'])
      .default('stop')
      .meta({
        label: 'Where one fails',
        control: 'segmented',
        choices: { stop: 'End it all', collect: 'Go on, and tell' },
      }),
  }),
  wraps: {
    starts: startsWith({ item: 'Item' }, { result: 'Result' }, [['item', 'result']]),
    ports: ({ inputs: [each, ...rest], outputs }) => ({
      inputs: {
        ...(each && { [each.id]: { kind: data, title: `List: ${each.title}` } }),
        ...Object.fromEntries(rest.map(({ id, ...port }) => [id, port])),
      },
      outputs: Object.fromEntries(outputs.map(({ id, title }) => [id, { kind: data, title: `List: ${title}` }])),
      each: each ? [each.id] : [],
    }),
    refuse({ inputs: [each], outputs }) {
      if (!each)
        return {
          code: 'map.no-item',
          title: 'Nothing inside takes an item.',
          fix: 'Open it and add an “Input”: the topmost one gives one item after another.',
        };
      if (!takesData(each.kind)) return untakeable(each);
      const odd = outputs.find(({ kind }) => !isPlain(kind));
      return odd ? uncollectable(odd) : null;
    },
  },
  remembers: ['atOnce', 'failures'],
  explain: () => import('./explain'),
  run: () => import('./run'),
});

const untakeable = ({ title, kind }: BodyPort) => ({
  code: 'body.item-kind',
  title: `“${title}” wants ${kind.phrase}, and a list holds texts and data.`,
  fix: 'Make it from a text or from data inside.',
});

const uncollectable = ({ title, kind }: BodyPort) => ({
  code: 'body.result-kind',
  title: `A list cannot hold ${kind.phrase}, which “${title}” gives.`,
  fix: 'Give out what you want to know of it: a text, numbers, a table.',
});
