import { dataset, defineNode, fileRef, text, z } from '@/graph';

/** What the file dialog offers; a zip may hold the others. */
export const ACCEPTED_FILES = '.txt,.md,.csv,.jsonl,.zip';

export const sourceText = defineNode({
  type: 'source.text',
  version: 1,
  phase: 'prepare',
  title: 'Text source',
  summary: 'Where your text comes from: pasted, from a file, from a web address, or written by a small grammar.',
  keywords: ['file', 'upload', 'import', 'csv', 'jsonl', 'zip', 'url', 'corpus', 'data', 'paste', 'load'],
  inputs: {},
  outputs: { text: dataset(text) },
  params: z.object({
    origin: z
      .enum(['paste', 'file', 'url', 'generated'])
      .default('generated')
      .meta({
        label: 'From',
        control: 'segmented',
        choices: { paste: 'Paste', file: 'File', url: 'Web', generated: 'Built in' },
      }),
    text: z
      .string()
      .max(1_000_000)
      .default('')
      .meta({
        label: 'Text',
        control: 'textarea',
        placeholder: 'Paste or type any text …',
        when: { param: 'origin', is: ['paste'] },
      }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: ACCEPTED_FILES,
        when: { param: 'origin', is: ['file'] },
      }),
    column: z
      .string()
      .max(200)
      .default('text')
      .meta({
        label: 'Column of a .csv',
        when: { param: 'origin', is: ['file', 'url'] },
      }),
    field: z
      .string()
      .max(200)
      .default('text')
      .meta({
        label: 'Field of a .jsonl',
        when: { param: 'origin', is: ['file', 'url'] },
      }),
    url: z
      .string()
      .max(2_000)
      .regex(/^(https?:\/\/\S+)?$/i, 'Give an address that begins with https:// or http://')
      .default('')
      .meta({
        label: 'Web address',
        control: 'url',
        placeholder: 'https://…',
        when: { param: 'origin', is: ['url'] },
      }),
    fetched: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'Copy that was fetched',
        control: 'file',
        accept: ACCEPTED_FILES,
        when: { param: 'origin', is: ['url'] },
      }),
    characters: z
      .number()
      .int()
      .min(1_000)
      .max(5_000_000)
      .default(320_000)
      .meta({
        label: 'Length',
        unit: 'characters',
        scale: 'log',
        when: { param: 'origin', is: ['generated'] },
      }),
    topic: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(1)
      .meta({
        label: 'Story number',
        when: { param: 'origin', is: ['generated'] },
      }),
    separate: z
      .enum(['whole', 'blank-line', 'line'])
      .default('whole')
      .meta({
        label: 'One document is',
        choices: { whole: 'the whole text', 'blank-line': 'what stands between blank lines', line: 'each line' },
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ origin, file, url, characters }) =>
    ({
      paste: 'pasted text',
      file: file?.name ?? 'no file yet',
      url: url || 'no address yet',
      generated: `built in · ${characters.toLocaleString('en')} characters`,
    })[origin],
  advise: (_inputs, { origin, text: pasted, file, fetched, url }) => {
    if (origin === 'paste' && pasted.trim() === '')
      return [
        {
          code: 'source.nothing-pasted',
          title: 'No text has been pasted yet.',
          fix: 'Paste some text in the inspector.',
        },
      ];
    if (origin === 'file' && !file)
      return [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }];
    if (origin === 'url' && !fetched)
      return [
        {
          code: 'source.not-fetched',
          title: url ? 'This address has not been fetched yet.' : 'No web address has been given yet.',
          fix: url ? 'Press Fetch in the inspector.' : 'Type an address and press Fetch.',
        },
      ];
    return [];
  },
  run: () => import('./run'),
});
