import { data, defineNode, port, text, z } from '@/graph';

export const webFetch = defineNode({
  type: 'web.fetch',
  version: 1,
  phase: 'act',
  title: 'Fetch a web page',
  summary: 'Reads a page of the web: its article as Markdown, a text as it is, or JSON as data.',
  keywords: ['url', 'http', 'internet', 'website', 'download', 'browse', 'html', 'json', 'api', 'scrape', 'read'],
  inputs: { url: port(text, { title: 'Address', optional: true }) },
  outputs: { text, page: port(data, { title: 'Page' }) },
  params: z.object({
    url: z
      .string()
      .max(2_000)
      .regex(/^(https?:\/\/\S+)?$/i, 'Give an address that begins with https:// or http://')
      .default('')
      .meta({ label: 'Web address', placeholder: 'https://…' }),
    characters: z.number().int().min(100).max(1_000_000).default(50_000).meta({
      label: 'At most',
      unit: 'characters',
      scale: 'log',
    }),
    again: z.number().int().min(0).max(1_000_000).default(0).meta({ label: 'Fetched again', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ url }) => url.replace(/^https?:\/\//, '').slice(0, 60) || 'the address that comes in',
  run: () => import('./run'),
});
