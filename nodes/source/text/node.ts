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
        help: 'The built-in text is made on your device and needs no download.',
      }),
    text: z
      .string()
      .max(1_000_000)
      .default('')
      .meta({
        label: 'Text',
        control: 'textarea',
        placeholder: 'Paste or type any text …',
        help: 'Up to a million characters. For more, use a file.',
        when: { param: 'origin', is: ['paste'] },
      }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: ACCEPTED_FILES,
        help: 'Text, Markdown, a table (.csv), one JSON object per line (.jsonl), or a .zip of these. It stays on your device.',
        when: { param: 'origin', is: ['file'] },
      }),
    column: z
      .string()
      .max(200)
      .default('text')
      .meta({
        label: 'Column of a .csv',
        help: 'The heading of the column that holds the text. Other files ignore it.',
        when: { param: 'origin', is: ['file', 'url'] },
      }),
    field: z
      .string()
      .max(200)
      .default('text')
      .meta({
        label: 'Field of a .jsonl',
        help: 'The name of the field that holds the text; dots lead inside, as in message.text. Other files ignore it.',
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
        help: 'Fetched once; the copy is kept, so that every run reads the same text even if the page changes.',
        when: { param: 'origin', is: ['url'] },
      }),
    fetched: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'Copy that was fetched',
        control: 'file',
        accept: ACCEPTED_FILES,
        help: 'What the address gave when it was fetched. Fetch again to renew it.',
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
        help: 'How much text is written. A small model needs some 300,000 characters to learn words and grammar.',
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
        help: 'Each number tells another story, always the same one.',
        when: { param: 'origin', is: ['generated'] },
      }),
    separate: z
      .enum(['whole', 'blank-line', 'line'])
      .default('whole')
      .meta({
        label: 'One document is',
        choices: { whole: 'the whole text', 'blank-line': 'what stands between blank lines', line: 'each line' },
        help: 'Cleaning, removing duplicates and splitting at random work document by document. Rows of a .csv or .jsonl are documents already.',
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
