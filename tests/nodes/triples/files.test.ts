import { expect, test } from 'vitest';
import { collectTriples, type Triples } from '@/graph';
import { readTriples } from '@/nodes/source/triples/read';
import { codecOf } from '@/workers/artifacts/kinds';

const codec = codecOf('triples');

/** Names that are hard on formats: signs of XML, quotes, line ends, letters beyond ASCII, two of one name. */
function hard(): Triples {
  const collected = collectTriples();
  const ada = collected.entity({ name: 'Ada “A.” <Björk> & Søn', type: 'person', aliases: ['A. Björk', "Ada's"] });
  const city = collected.entity({ name: 'Old "Port"', type: 'place' });
  const ship = collected.entity({ name: 'Old "Port"', type: 'work' });
  const lone = collected.entity({ name: 'no type\\here' });
  collected.fact(ada, 'born in', city, 'Ada was "born"\tin <Old Port>.');
  collected.fact(ada, 'born in', city, 'It was there, & long ago.');
  collected.fact(ada, 'wrote/signed', ship, undefined, { sureness: 0.75 });
  collected.fact(city, 'then', lone, undefined, { count: 12, seconds: 90.5 });
  return collected.made();
}

/** Facts in words, however they are numbered. */
const said = ({ entities, triples, sources }: Triples) =>
  triples
    .map(({ subject, relation, object, sources: places, ...rest }) =>
      JSON.stringify([entities[subject], relation, entities[object], (places ?? []).map((at) => sources[at]), rest]),
    )
    .toSorted();

const file = (format?: string) => {
  const made = format === undefined ? codec.file?.(hard()) : codec.formats?.[format]?.encode(hard());
  return new TextDecoder().decode(made);
};
const read = (name: string, text: string, logs: string[] = []) => readTriples(name, text, (one) => logs.push(one));

test('what is stored comes back as it was, and what is no graph is refused', () => {
  expect(codec.decode(codec.encode(hard()))).toEqual(hard());
  expect(() => codec.decode(new TextEncoder().encode('{"entities":[{}],"triples":[],"sources":[]}'))).toThrow();
});

test.each([
  ['graph.jsonld', undefined],
  ['graph.nt', 'ntriples'],
  ['graph.graphml', 'graphml'],
] as const)('%s, read by another’s library, says what was written', async (name, format) => {
  expect(said(await read(name, file(format)))).toEqual(said(hard()));
});

test('a table of facts keeps names, types, sources and counts', async () => {
  const back = await read('facts.csv', file('csv'));
  expect(back.triples.map(({ relation }) => relation)).toEqual(['born in', 'wrote/signed', 'then']);
  expect(back.entities.map(({ name }) => name)).toEqual(hard().entities.map(({ name }) => name));
  expect(back.sources).toEqual(hard().sources);
  expect(back.triples[2]).toMatchObject({ count: 12, seconds: 90.5 });
});

test('a file of others: labels are names, ends of addresses stand in for them, and addresses survive', async () => {
  const turtle = `@prefix ex: <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ex:bob a ex:Person ; rdfs:label "Bob" ; ex:knows ex:carol_d ; ex:age 42 .`;
  const graph = await read('people.ttl', turtle);
  expect(graph.entities).toEqual([
    { name: 'Bob', type: 'Person', iri: 'http://example.org/bob' },
    { name: 'carol_d', iri: 'http://example.org/carol_d' },
    { name: '42', type: 'value' },
  ]);
  const again = new TextDecoder().decode(codec.formats?.ntriples?.encode(graph));
  expect(again).toContain('<http://example.org/bob> <http://example.org/knows> <http://example.org/carol_d> .');
});

test('bad lines, rows and edges are left out and counted; nothing is fetched', async () => {
  const logs: string[] = [];
  const lines = '<urn:a> <urn:p> <urn:b> .\nthis is no triple\n<urn:b> <urn:p> <urn:c> .\n';
  expect((await read('some.nt', lines, logs)).triples).toHaveLength(2);
  expect((await read('some.csv', 'subject,relation,object\na,b,c\n,b,c\n', logs)).triples).toHaveLength(1);
  const xml =
    '<graphml><graph><node id="a"/><edge source="a" target="z"/><edge source="a" target="a"/></graph></graphml>';
  expect((await read('some.graphml', xml, logs)).triples).toHaveLength(1);
  expect(logs).toEqual([
    expect.stringMatching(/^1 lines .* line 2\.$/),
    expect.stringMatching(/^1 rows /),
    expect.stringMatching(/^1 edges /),
  ]);
  const code = (name: string, text: string) => read(name, text).catch((thrown) => thrown.code);
  expect(await code('far.jsonld', '{"@context":"https://example.org/c.jsonld","@id":"urn:a"}')).toBe(
    'triples.remote-context',
  );
  expect(await code('far.jsonld', '{')).toBe('triples.unreadable');
  expect(await code('broken.ttl', '@prefix a: <urn:a> . a:b a:c')).toBe('triples.unreadable');
  expect(await code('wide.csv', 'a,b,c,d\n1,2,3,4')).toBe('triples.no-columns');
  expect(await code('x.png', 'x')).toBe('triples.unknown-format');
});
