import { defineNode, fileRef, triples, z } from '@/graph';

export const sourceTriples = defineNode({
  type: 'source.triples',
  version: 1,
  phase: 'prepare',
  title: 'Knowledge graph',
  summary: 'Reads a knowledge graph from a file: JSON-LD, GraphML, N-Triples or Turtle, or a table of facts.',
  keywords: ['rdf', 'json-ld', 'graphml', 'n-triples', 'turtle', 'csv', 'ontology', 'linked data', 'facts', 'file'],
  inputs: {},
  outputs: { triples },
  params: z.object({
    file: fileRef.nullable().default(null).meta({
      label: 'File',
      control: 'file',
      accept: '.jsonld,.json,.graphml,.xml,.nt,.ttl,.csv,.tsv',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ file }) => file?.name ?? 'no file yet',
  advise: (_inputs, { file }) =>
    file ? [] : [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }],
  run: () => import('./run'),
});
