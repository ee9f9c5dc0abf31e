import { DOMParser } from 'linkedom/worker';
import { collectTriples, type Triples } from '@/graph';
import { unreadable } from './read';

/** GraphML by linkedom: names and types from the keys that are called so, in any case; edges to nowhere are left out and counted. */
export function readGraphMl(name: string, text: string, warn: (text: string) => void): Triples {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const graph = document.querySelector('graph');
  if (!graph) throw unreadable(name, 'GraphML', 'It has no element “graph”.');
  const keys = new Map(
    [...document.querySelectorAll('key')].map((key) => [
      key.getAttribute('id') ?? '',
      (key.getAttribute('attr.name') ?? key.getAttribute('id') ?? '').toLowerCase(),
    ]),
  );
  const dataOf = (element: Element) =>
    new Map(
      [...element.querySelectorAll('data')].map((data) => {
        const key = data.getAttribute('key') ?? '';
        return [keys.get(key) ?? key.toLowerCase(), data.textContent ?? ''];
      }),
    );
  const collected = collectTriples();
  const places = new Map<string, number>();
  for (const node of graph.querySelectorAll('node')) {
    const id = node.getAttribute('id') ?? '';
    const data = dataOf(node);
    const said = (...names: string[]) => names.map((one) => data.get(one)).find((one) => one);
    const type = said('type', 'category', 'kind');
    const aliases = said('aliases')?.split('\n');
    const iri = said('iri', 'uri');
    places.set(
      id,
      collected.entity({
        name: said('name', 'label', 'title') ?? id,
        ...(type !== undefined && { type }),
        ...(aliases && { aliases }),
        ...(iri !== undefined && { iri }),
      }),
    );
  }
  let lost = 0;
  for (const edge of graph.querySelectorAll('edge')) {
    const [from, to] = [edge.getAttribute('source'), edge.getAttribute('target')].map((id) => places.get(id ?? ''));
    if (from === undefined || to === undefined) {
      lost += 1;
      continue;
    }
    const data = dataOf(edge);
    const relation =
      data.get('relation') || data.get('label') || data.get('name') || data.get('type') || 'is joined to';
    const measures = Object.fromEntries(
      (['sureness', 'count', 'seconds'] as const).flatMap((one) => {
        const value = data.get(one);
        return value && Number.isFinite(Number(value)) ? [[one, Number(value)]] : [];
      }),
    );
    collected.fact(from, relation, to, undefined, measures);
    for (const source of data.get('source')?.split('\n') ?? [])
      if (source !== '') collected.fact(from, relation, to, source);
  }
  if (lost > 0)
    warn(
      `${lost.toLocaleString('en')} edges of “${name}” lead from or to a node that is not there, and were left out.`,
    );
  return collected.made();
}
