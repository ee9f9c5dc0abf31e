import Papa from 'papaparse';
import { graphMl, jsonLd, nTriples, statementsOf, type Triples, triplesView, vocabularyOf, z } from '@/graph';
import { type Codec, readText, toJson, utf8 } from '../codec';

const place = z.number().int().min(0);
const stored = z.object({
  entities: z.array(
    z.object({
      name: z.string(),
      type: z.string().optional(),
      aliases: z.array(z.string()).optional(),
      iri: z.string().optional(),
    }),
  ),
  triples: z.array(
    z.object({
      subject: place,
      relation: z.string(),
      object: place,
      sources: z.array(place).optional(),
      sureness: z.number().optional(),
      count: z.number().optional(),
      seconds: z.number().optional(),
    }),
  ),
  sources: z.array(z.string()),
  iris: z.record(z.string(), z.string()).optional(),
  vocabulary: z.object({ types: z.array(z.string()), relations: z.array(z.string()) }).optional(),
});

/** Kept as JSON with places for names; exchanged as JSON-LD, GraphML, N-Triples, or a table of facts. */
export const triples: Codec<Triples> = {
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  encode: toJson,
  decode: (bytes) => stored.parse(JSON.parse(readText(bytes))),
  look: (value, { large, offset }) => triplesView(value, large, offset),
  facts: (value) => ({ vocabulary: vocabularyOf(value) }),
  file: (value) => toJson(jsonLd(statementsOf(value))),
  formats: {
    graphml: { extension: 'graphml', mediaType: 'application/xml', encode: (value) => utf8.encode(graphMl(value)) },
    ntriples: {
      extension: 'nt',
      mediaType: 'application/n-triples',
      encode: (value) => utf8.encode(nTriples(statementsOf(value))),
    },
    csv: { extension: 'csv', mediaType: 'text/csv', encode: (value) => utf8.encode(csvOf(value)) },
  },
};

const csvOf = ({ entities, triples, sources }: Triples): string =>
  Papa.unparse(
    {
      fields: ['Subject', 'Subject type', 'Relation', 'Object', 'Object type', 'Source', 'Count', 'Seconds'],
      data: triples.map(({ subject, relation, object, sources: said, count, seconds }) => [
        entities[subject]?.name ?? '',
        entities[subject]?.type ?? '',
        relation,
        entities[object]?.name ?? '',
        entities[object]?.type ?? '',
        (said ?? []).map((at) => sources[at] ?? '').join('\n'),
        count ?? '',
        seconds ?? '',
      ]),
    },
    { newline: '\n' },
  );
