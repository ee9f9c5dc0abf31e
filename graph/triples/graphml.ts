import type { Triples } from '../kinds';

const NODE_KEYS = ['name', 'type', 'aliases', 'iri'] as const;
const EDGE_KEYS = ['relation', 'source', 'sureness', 'count', 'seconds'] as const;

/** A knowledge graph as GraphML (graphml.graphdrawing.org), as Gephi, yEd, NetworkX and Cytoscape read it. Several aliases or sources stand on lines of their own. */
export function graphMl({ entities, triples, sources }: Triples): string {
  const keys = [
    ...NODE_KEYS.map((name) => `<key id="n-${name}" for="node" attr.name="${name}" attr.type="string"/>`),
    ...EDGE_KEYS.map((name, at) => {
      const type = at < 2 ? 'string' : 'double';
      return `<key id="e-${name}" for="edge" attr.name="${name}" attr.type="${type}"/>`;
    }),
  ];
  const nodes = entities.map(
    ({ name, type, aliases, iri }, place) =>
      `<node id="n${place}">${data('n-name', name)}${data('n-type', type)}${data('n-aliases', aliases?.join('\n'))}${data('n-iri', iri)}</node>`,
  );
  const edges = triples.map((one) => {
    const said = one.sources?.map((place) => sources[place] ?? '').join('\n');
    const measures = [data('e-sureness', one.sureness), data('e-count', one.count), data('e-seconds', one.seconds)];
    return `<edge source="n${one.subject}" target="n${one.object}">${data('e-relation', one.relation)}${data('e-source', said)}${measures.join('')}</edge>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph id="knowledge" edgedefault="directed">',
    ...nodes,
    ...edges,
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

const data = (key: string, value: string | number | undefined): string =>
  value === undefined || value === '' ? '' : `<data key="${key}">${escaped(String(value))}</data>`;

/** XML 1.0 has no control characters but tab and line ends, not even escaped. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
