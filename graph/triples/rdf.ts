import type { Entity, Triples } from '../kinds';
import { collectTriples } from './collect';

/** An RDF term: an address, a node without one, or a text. */
export type Term =
  | { readonly term: 'iri' | 'blank'; readonly value: string }
  | { readonly term: 'literal'; readonly value: string; readonly datatype?: string };

/** A statement of RDF 1.1; predicates are addresses. */
export interface Statement {
  readonly subject: Term;
  readonly predicate: string;
  readonly object: Term;
}

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#';
const XSD = 'http://www.w3.org/2001/XMLSchema#';
const LABEL = `${RDFS}label`;
const TYPE = `${RDF}type`;
const ALIAS = 'http://www.w3.org/2004/02/skos/core#altLabel';
const SOURCE = 'http://purl.org/dc/terms/source';
const OWN = 'urn:genloom:';
/** What is told of a fact besides its sources. */
const MEASURES = ['sureness', 'count', 'seconds'] as const;
/** Entities that are no things: written as literals. */
const VALUE = 'value';

const iri = (value: string): Term => ({ term: 'iri', value });
const literal = (value: string, datatype?: string): Term => ({
  term: 'literal',
  value,
  ...(datatype !== undefined && { datatype }),
});
const own = (what: string, name: string): string => `${OWN}${what}:${encodeURIComponent(name)}`;

/** The addresses of entities: their own, or made of type and name; each once. */
function addressesOf(entities: readonly Entity[]): string[] {
  const used = new Set<string>();
  return entities.map(({ iri: given, name, type }) => {
    const made = given ?? own('entity', type === undefined ? name : `${type}/${name}`);
    let address = made;
    for (let more = 2; used.has(address); more++) address = `${made}-${more}`;
    used.add(address);
    return address;
  });
}

/**
 * A knowledge graph as statements of RDF. Names are `rdfs:label`, other names `skos:altLabel`; the sources of a fact and its measures are told of it by
 * reification (RDF 1.1 Semantics, D.1): a node that has it as `rdf:subject`, `rdf:predicate` and `rdf:object`.
 */
export function statementsOf({ entities, triples, sources, iris }: Triples): Statement[] {
  const addresses = addressesOf(entities);
  const said: Statement[] = entities.flatMap(({ name, type, aliases }, place): Statement[] => {
    if (type === VALUE) return [];
    const subject = iri(addresses[place] ?? '');
    return [
      { subject, predicate: LABEL, object: literal(name) },
      ...(type === undefined ? [] : [{ subject, predicate: TYPE, object: iri(own('type', type)) }]),
      ...(aliases ?? []).map((alias) => ({ subject, predicate: ALIAS, object: literal(alias) })),
    ];
  });
  const termOf = (place: number): Term => {
    const entity = entities[place];
    return entity?.type === VALUE ? literal(entity.name) : iri(addresses[place] ?? '');
  };
  for (const [index, triple] of triples.entries()) {
    const subject = iri(addresses[triple.subject] ?? '');
    const predicate = iris?.[triple.relation] ?? own('relation', triple.relation);
    const object = termOf(triple.object);
    said.push({ subject, predicate, object });
    const told: Statement[] = [];
    const fact: Term = { term: 'blank', value: `fact${index}` };
    for (const source of triple.sources ?? [])
      told.push({ subject: fact, predicate: SOURCE, object: literal(sources[source] ?? '') });
    for (const name of MEASURES) {
      const value = triple[name];
      if (value !== undefined)
        told.push({ subject: fact, predicate: own('measure', name), object: literal(String(value), `${XSD}decimal`) });
    }
    if (told.length > 0)
      said.push(
        { subject: fact, predicate: TYPE, object: iri(`${RDF}Statement`) },
        { subject: fact, predicate: `${RDF}subject`, object: subject },
        { subject: fact, predicate: `${RDF}predicate`, object: iri(predicate) },
        { subject: fact, predicate: `${RDF}object`, object },
        ...told,
      );
  }
  return said;
}

/** What statements of RDF tell, of this program or of another: the other way of {@link statementsOf}. A thing without a label is called by the end of its address. */
export function triplesOfStatements(statements: readonly Statement[]): Triples {
  const about = new Map<string, Statement[]>();
  for (const one of statements) about.set(keyOf(one.subject), [...(about.get(keyOf(one.subject)) ?? []), one]);
  const valuesOf = (subject: Term, predicate: string): readonly Term[] =>
    (about.get(keyOf(subject)) ?? []).flatMap((one) => (one.predicate === predicate ? [one.object] : []));
  const isFact = (subject: Term) => valuesOf(subject, TYPE).some(({ value }) => value === `${RDF}Statement`);

  const collected = collectTriples();
  const entityOf = (term: Term): number => {
    if (term.term === 'literal') return collected.entity({ name: term.value, type: VALUE });
    const type = valuesOf(term, TYPE)[0]?.value;
    const aliases = valuesOf(term, ALIAS).map(({ value }) => value);
    const name = valuesOf(term, LABEL)[0]?.value ?? nameIn(term.value);
    const named = { name, ...(type !== undefined && { type: nameIn(type) }), ...(aliases.length > 0 && { aliases }) };
    const address = term.term === 'iri' ? term.value : `_:${term.value}`;
    return collected.entity(address === addressesOf([named])[0] ? named : { ...named, iri: address });
  };
  const reified = new Map<string, Term[]>();
  for (const { subject } of statements) {
    if (!isFact(subject)) continue;
    const [from, by, to] = ['subject', 'predicate', 'object'].map((part) => valuesOf(subject, RDF + part)[0]);
    if (!from || !by || !to) continue;
    const key = `${keyOf(from)} ${by.value} ${keyOf(to)}`;
    const known = reified.get(key) ?? [];
    if (!known.some((one) => keyOf(one) === keyOf(subject))) reified.set(key, [...known, subject]);
  }
  const iris: Record<string, string> = {};
  for (const { subject, predicate, object } of statements) {
    if (isFact(subject)) continue;
    const place = entityOf(subject);
    if (predicate === LABEL || predicate === TYPE || predicate === ALIAS) continue;
    const relation = nameIn(predicate);
    if (!predicate.startsWith(OWN)) iris[relation] = predicate;
    const target = entityOf(object);
    const facts = reified.get(`${keyOf(subject)} ${predicate} ${keyOf(object)}`) ?? [];
    const measured = Object.fromEntries(
      MEASURES.flatMap((name) => {
        const value = facts.flatMap((fact) => valuesOf(fact, own('measure', name)))[0]?.value;
        return value === undefined || !Number.isFinite(Number(value)) ? [] : [[name, Number(value)]];
      }),
    );
    collected.fact(place, relation, target, undefined, measured);
    for (const fact of facts)
      for (const { value } of valuesOf(fact, SOURCE)) collected.fact(place, relation, target, value);
  }
  return collected.made(Object.keys(iris).length > 0 ? { iris } : {});
}

const keyOf = ({ term, value }: Term): string => `${term} ${value}`;

/** The name that an address ends in. */
function nameIn(address: string): string {
  const own = address.startsWith(OWN) ? address.slice(address.indexOf(':', OWN.length) + 1) : undefined;
  const end =
    own ??
    address
      .replace(/[#/]+$/, '')
      .split(/[#/]/)
      .at(-1) ??
    address;
  try {
    return decodeURIComponent(end);
  } catch {
    return end;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A line for each statement (RDF 1.1 N-Triples). */
export const nTriples = (statements: readonly Statement[]): string =>
  statements
    .map(({ subject, predicate, object }) => `${written(subject)} <${predicate}> ${written(object)} .\n`)
    .join('');

function written(one: Term): string {
  if (one.term === 'literal') {
    const text = `"${one.value.replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign] ?? sign)}"`;
    return one.datatype === undefined ? text : `${text}^^<${one.datatype}>`;
  }
  if (one.term === 'blank') return `_:${one.value}`;
  return one.value.startsWith('_:') ? one.value : `<${one.value}>`;
}

/** The same as JSON-LD 1.1 in its flattened form, which needs no context. */
export function jsonLd(statements: readonly Statement[]): object[] {
  const nodes = new Map<string, Record<string, unknown[] | string>>();
  const idOf = ({ term, value }: Term) => (term === 'blank' ? `_:${value}` : value);
  for (const { subject, predicate, object } of statements) {
    const id = idOf(subject);
    const node = nodes.get(id) ?? { '@id': id };
    nodes.set(id, node);
    const key = predicate === TYPE ? '@type' : predicate;
    const value =
      object.term === 'literal'
        ? { '@value': object.value, ...(object.datatype !== undefined && { '@type': object.datatype }) }
        : key === '@type'
          ? object.value
          : { '@id': idOf(object) };
    const known = node[key];
    node[key] = [...(Array.isArray(known) ? known : []), value];
  }
  return [...nodes.values()];
}
