import { type Catalogue, titleOf } from '../catalogue';
import type { GraphDocument, GraphNode, Wire } from '../document';
import type { Json } from '../json';
import { matchKinds } from '../kinds';
import type { Dim } from '../network';
import { type AnyContract, type Facts, type Port, portOf } from '../node';
import { parseParams } from '../params';
import { contractOf, flatten } from '../subgraph';
import { extendNode, type Source } from './extend';
import { checkInside, type Inside } from './inside';
import { orderOf } from './order';
import type { Problem } from './problem';
import { createResolver } from './resolve';
import { bySetBy } from './set-by';
import { throughWalls } from './through-walls';

export type NodeFacts = Readonly<Record<string, Facts>>;

export interface CheckResult {
  readonly problems: readonly Problem[];
  /** What is known of each node's outputs before anything runs. */
  readonly facts: ReadonlyMap<string, NodeFacts>;
  /** Parameters as the schema read them; missing for nodes whose parameters are bad. */
  readonly params: ReadonlyMap<string, { readonly [key: string]: unknown }>;
  /** Nodes with an error of their own or, through their inputs, of another. */
  readonly blocked: ReadonlySet<string>;
}

/** Facts of values that exist already, by node and port: they are more exact than what can be known beforehand. */
export type KnownFacts = ReadonlyMap<string, NodeFacts>;
/** What it says of nodes inside subgraphs is by their paths, `writer/train`. */
export type Checker = (document: GraphDocument, known?: KnownFacts) => CheckResult;

interface Memo {
  readonly node: GraphNode;
  readonly wires: readonly Wire[];
  readonly sources: readonly (GraphNode | undefined)[];
  readonly inputs: readonly (Facts | undefined)[];
  readonly known: NodeFacts | undefined;
  /** Symbols that were looked up, and those that were bound, so that an unchanged node can be taken over without asking it again. */
  readonly asked: ReadonlyMap<string, Dim | undefined>;
  readonly bound: ReadonlyMap<string, Dim>;
  readonly result: NodeResult;
}
interface NodeResult {
  readonly problems: readonly Problem[];
  readonly facts: NodeFacts;
  readonly params: { readonly [key: string]: unknown } | null;
  readonly inside?: Inside;
}

/**
 * Makes a checker that remembers: after an edit only the nodes that it touches, and those whose inputs came out differently, are looked at again.
 * The result is the same as a fresh checker's (a property test holds it).
 */
export function createChecker(catalogue: Catalogue): Checker {
  let memos = new Map<string, Memo>();
  const resolve = createResolver();
  return (document, known = new Map()) => {
    const next = new Map<string, Memo>();
    const flat = flatten(document);
    const { substitution, ...result } = checkAll(flat.document, catalogue, known, memos, next);
    memos = next;
    const problems = bySetBy(throughWalls(result.problems, document, catalogue), document);
    return { ...result, problems, facts: resolve(result.facts, substitution) };
  };
}

/** Checks a document once. */
export function check(document: GraphDocument, catalogue: Catalogue, known?: KnownFacts): CheckResult {
  return createChecker(catalogue)(document, known);
}

function checkAll(
  document: GraphDocument,
  catalogue: Catalogue,
  known: KnownFacts,
  before: ReadonlyMap<string, Memo>,
  after: Map<string, Memo>,
): CheckResult & { readonly substitution: ReadonlyMap<string, Dim> } {
  const { sorted, cyclic, unreachable, incoming } = orderOf(document);
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const substitution = new Map<string, Dim>();
  const problems: Problem[] = [];
  const facts = new Map<string, NodeFacts>();
  const params = new Map<string, { readonly [key: string]: unknown }>();
  const blocked = new Set<string>(unreachable);
  for (const id of sorted) {
    const node = nodes.get(id);
    if (!node) continue;
    const wires = incoming.get(id) ?? [];
    const sources = wires.map((wire) => nodes.get(wire.from.node));
    const inputs = wires.map((wire) => facts.get(wire.from.node)?.[wire.from.port]);
    const memo = before.get(id);
    const current =
      memo && isCurrent(memo, node, wires, sources, inputs, known.get(id), substitution)
        ? memo
        : remember(node, wires, sources, inputs, known.get(id), substitution, catalogue);
    for (const [symbol, dim] of current.bound) substitution.set(symbol, dim);
    after.set(id, current);
    facts.set(id, current.result.facts);
    if (current.result.params) params.set(id, current.result.params);
    problems.push(...current.result.problems);
    const { inside } = current.result;
    if (inside) {
      problems.push(...inside.problems);
      for (const [path, one] of inside.facts) facts.set(path, one);
      for (const [path, one] of inside.params) params.set(path, one);
      for (const path of inside.blocked) blocked.add(path);
    }
    if (
      inside?.stuck ||
      current.result.problems.some((problem) => problem.level === 'error') ||
      wires.some((wire) => blocked.has(wire.from.node))
    )
      blocked.add(id);
  }
  for (const id of cyclic)
    problems.push({
      nodeId: id,
      level: 'error',
      code: 'graph.cycle',
      title: 'This node feeds itself.',
      detail: 'Following the wires from it leads back to it, so there is no order to run them in.',
      fix: 'Remove one of the wires on the loop.',
    });
  return { problems, facts, params, blocked, substitution };
}

function isCurrent(
  memo: Memo,
  node: GraphNode,
  wires: readonly Wire[],
  sources: readonly (GraphNode | undefined)[],
  inputs: readonly (Facts | undefined)[],
  known: NodeFacts | undefined,
  substitution: ReadonlyMap<string, Dim>,
): boolean {
  const sameNode =
    memo.node === node ||
    (memo.node.type === node.type &&
      memo.node.version === node.version &&
      memo.node.params === node.params &&
      memo.node.body === node.body &&
      memo.node.muted === node.muted);
  if (!sameNode || memo.known !== known || wires.length !== memo.wires.length) return false;
  for (let index = 0; index < wires.length; index++) {
    if (wires[index] !== memo.wires[index] || inputs[index] !== memo.inputs[index]) return false;
    if (sources[index]?.type !== memo.sources[index]?.type || sources[index]?.title !== memo.sources[index]?.title)
      return false;
  }
  for (const [symbol, dim] of memo.asked) if (substitution.get(symbol) !== dim) return false;
  return true;
}

/** What one node binds, over what the graph knew before it: it notes what was asked of that, and adds nothing to it. */
class Bindings extends Map<string, Dim> {
  readonly asked = new Map<string, Dim | undefined>();
  #base: ReadonlyMap<string, Dim>;

  constructor(base: ReadonlyMap<string, Dim>) {
    super();
    this.#base = base;
  }

  override get(symbol: string): Dim | undefined {
    if (this.has(symbol)) return super.get(symbol);
    const dim = this.#base.get(symbol);
    this.asked.set(symbol, dim);
    return dim;
  }
}

function remember(
  node: GraphNode,
  wires: readonly Wire[],
  sources: readonly (GraphNode | undefined)[],
  inputs: readonly (Facts | undefined)[],
  known: NodeFacts | undefined,
  substitution: ReadonlyMap<string, Dim>,
  catalogue: Catalogue,
): Memo {
  const bound = new Bindings(substitution);
  const result = checkNode(node, wires, sources, inputs, known, bound, catalogue);
  return { node, wires, sources, inputs, known, asked: bound.asked, bound, result };
}

function checkNode(
  node: GraphNode,
  wires: readonly Wire[],
  sources: readonly (GraphNode | undefined)[],
  inputs: readonly (Facts | undefined)[],
  known: NodeFacts | undefined,
  bound: Bindings,
  catalogue: Catalogue,
): NodeResult {
  const contract = contractOf(node, catalogue);
  if (!contract) return { problems: [unknownType(node)], facts: {}, params: null };
  if (node.version > contract.version) return { problems: [newerVersion(node)], facts: {}, params: null };
  const problems: Problem[] = [];
  const given: Record<string, Facts> = {};
  const givers: Record<string, Source> = {};
  wires.forEach((wire, index) => {
    const source = sources[index];
    const problem = checkWire(wire, source, contract, catalogue);
    if (problem) {
      problems.push({ ...problem, nodeId: node.id, port: wire.to.port });
      return;
    }
    given[wire.to.port] = inputs[index] ?? {};
    if (source) givers[wire.to.port] = { nodeId: source.id, title: titleOf(source, catalogue) };
  });
  if (node.muted) return { problems, facts: passedThrough(contract, given), params: null };
  const wired = new Set(wires.map((wire) => wire.to.port));
  for (const [name, declared] of Object.entries(contract.inputs)) {
    const port = portOf(declared);
    if (!port.optional && !wired.has(name)) problems.push(missingInput(node.id, name, port));
  }
  const parsed = parseParams(contract, node.params);
  if (!parsed.ok) {
    for (const { param, label, message } of parsed.problems)
      problems.push({
        nodeId: node.id,
        param,
        level: 'error',
        code: 'params.invalid',
        title: `“${label}” cannot be ${inWords(node.params[param])}.`,
        detail: message,
        fix: 'Change it, or reset it to its default.',
      });
    return { problems, facts: known ?? {}, params: null };
  }
  const extended = extendNode(contract, given, parsed.params, {
    nodeId: node.id,
    substitution: bound,
    sources: givers,
  });
  if (!extended.ok) {
    // What is refused teaches nothing about the rest of the graph.
    bound.clear();
    problems.push({ ...extended.error, nodeId: node.id, port: extended.port, level: 'error' });
    return { problems, facts: known ?? {}, params: parsed.params };
  }
  for (const advice of contract.advise?.(given, parsed.params as never) ?? [])
    problems.push({ ...advice, nodeId: node.id, level: 'advice' });
  const inside = checkInside(node, catalogue, given, check);
  return {
    problems,
    facts: known ? withKnown(extended.facts, known) : extended.facts,
    params: parsed.params,
    ...(inside && { inside }),
  };
}

/** A value as a message quotes it. */
function inWords(value: Json | undefined): string {
  if (typeof value === 'number') return value.toLocaleString('en', { maximumSignificantDigits: 15 });
  if (value === '' || value === null || value === undefined) return 'empty';
  return typeof value === 'string' && value.length <= 40 ? `“${value}”` : 'what it is';
}

/**
 * What a real value knows, added to what could be known before. The shape of examples that the settings tell stays as they tell it: right after a setting
 * was changed, the value is still the older one.
 */
function withKnown(facts: NodeFacts, known: NodeFacts): NodeFacts {
  const ports = Object.entries(known).map(([port, more]) => {
    const { captioned, ...before } = facts[port] ?? {};
    const told = before.exampleShape;
    const settled = told?.every((size) => typeof size === 'number');
    // What was left open the value has answered, also by saying nothing.
    const kept = captioned === true && { captioned };
    return [port, { ...before, ...kept, ...more, ...(settled && { exampleShape: told }) }];
  });
  return { ...facts, ...Object.fromEntries(ports) };
}

function checkWire(
  wire: Wire,
  source: GraphNode | undefined,
  contract: AnyContract,
  catalogue: Catalogue,
): Omit<Problem, 'nodeId'> | null {
  const from = source && contractOf(source, catalogue);
  const input = contract.inputs[wire.to.port];
  const unknown = (detail: string) =>
    ({
      level: 'error',
      code: 'wire.unknown-port',
      title: 'A wire leads to a port that is not there.',
      detail,
      fix: 'Remove the wire and draw it anew.',
    }) as const;
  if (!input) return unknown(`${contract.title} has no input “${wire.to.port}”.`);
  // The source of an unknown type tells of itself; its wires are kept.
  if (!from) return null;
  const output = from.outputs[wire.from.port];
  if (!output) return unknown(`${from.title} has no output “${wire.from.port}”.`);
  const fitting = matchKinds(portOf(output).kind, portOf(input).kind);
  if (fitting.fits) return null;
  return {
    level: 'error',
    code: 'wire.kind-mismatch',
    title: `${from.title} does not fit here.`,
    detail: fitting.why,
    fix: `Connect something that gives ${portOf(input).kind.phrase}.`,
  };
}

/** A muted node hands its inputs on: each output takes the first input of the same kind. */
function passedThrough(contract: AnyContract, given: Readonly<Record<string, Facts>>): NodeFacts {
  const facts: Record<string, Facts> = {};
  for (const output of Object.keys(contract.outputs)) {
    const input = bypassOf(contract, output);
    const known = input === null ? undefined : given[input];
    if (known) facts[output] = known;
  }
  return facts;
}

/** The input whose value a muted node gives out at an output, or null where none fits. */
export function bypassOf(contract: AnyContract, output: string): string | null {
  const declared = contract.outputs[output];
  if (!declared) return null;
  const kind = portOf(declared).kind;
  const fitting = Object.entries(contract.inputs).find(
    ([, input]) => matchKinds(portOf(input).kind, kind).fits && portOf(input).kind.name !== 'any',
  );
  return fitting ? fitting[0] : null;
}

const unknownType = (node: GraphNode): Problem => ({
  nodeId: node.id,
  level: 'error',
  code: 'node.unknown-type',
  title: `This Genloom does not know the node “${node.type}”.`,
  detail: 'It is kept as it is, with its settings and wires.',
  fix: 'Open the graph in a Genloom that knows it, or replace the node.',
});

const newerVersion = (node: GraphNode): Problem => ({
  nodeId: node.id,
  level: 'error',
  code: 'node.newer-version',
  title: 'This node was saved by a newer Genloom.',
  fix: 'Reload the page to get the newest Genloom.',
});

const missingInput = (nodeId: string, name: string, port: Port): Problem => ({
  nodeId,
  port: name,
  level: 'error',
  code: 'wire.missing',
  title: `“${port.title ?? name}” is not connected.`,
  detail: `It needs ${port.kind.phrase}.`,
  fix: 'Draw a wire to it; ports that fit light up.',
});
