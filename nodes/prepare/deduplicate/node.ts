import { dataset, defineNode, metrics, port, text, z } from '@/graph';

export const deduplicate = defineNode({
  type: 'prepare.deduplicate',
  version: 1,
  phase: 'prepare',
  title: 'Remove duplicates',
  summary: 'Keeps the first of documents that are the same, or nearly the same.',
  keywords: ['dedupe', 'minhash', 'near-duplicate', 'similar', 'jaccard', 'lsh'],
  inputs: { text: dataset(text) },
  outputs: {
    text: dataset(text),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object({
    method: z
      .enum(['exact', 'near'])
      .default('exact')
      .meta({
        label: 'Remove documents that are',
        control: 'segmented',
        choices: { exact: 'the same', near: 'nearly the same' },
      }),
    threshold: z
      .number()
      .min(0.3)
      .max(1)
      .default(0.8)
      .meta({
        label: 'Alike from',
        control: 'slider',
        step: 0.01,
        when: { param: 'method', is: ['near'] },
      }),
    shingle: z
      .number()
      .int()
      .min(1)
      .max(10)
      .default(3)
      .meta({
        label: 'Words in a sequence',
        unit: 'words',
        when: { param: 'method', is: ['near'] },
        advanced: true,
      }),
    permutations: z
      .number()
      .int()
      .min(16)
      .max(512)
      .default(128)
      .meta({
        label: 'Hashes per document',
        when: { param: 'method', is: ['near'] },
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  subtitle: ({ method, threshold }) => (method === 'exact' ? 'the same' : `alike from ${threshold}`),
  run: () => import('./run'),
});
