import type { Catalogue } from '../catalogue';
import { bypassOf, type CheckResult, check, orderOf } from '../check';
import type { GraphBody, GraphDocument, GraphNode, Wire, WireEnd } from '../document';
import { hashJson } from '../hash';
import type { JsonObject } from '../json';
import { type Conversion, matchKinds } from '../kinds';
import { type AnyContract, portOf } from '../node';
import { contractOf, flatten, GIVEN, INSIDE, isOutput, isSubgraph, openBody } from '../subgraph';

/** A step as a node of a document, for `contractOf`: its parameters are read already, which does no harm. */
export const locatedOf = ({ type, params, body }: Pick<Step, 'type' | 'params' | 'body'>) => ({
  type,
  params,
  ...(body && { body: body.graph }),
});

/** Where an input's value comes from. */
export interface StepInput {
  readonly nodeId: string;
  readonly port: string;
  /** Key of the step that makes it. */
  readonly key: string;
  readonly conversion?: Conversion;
}

/** One node to run, or to take from the store. */
export interface Step {
  readonly nodeId: string;
  readonly type: string;
  readonly version: number;
  /** As the contract's schema read them, defaults filled in. */
  readonly params: { readonly [key: string]: unknown };
  readonly seed: number;
  /** The name of its result: the hash of how it is made. */
  readonly key: string;
  /** The key without the parameter that only says how far to go (`continues`): training checkpoints are found by it. */
  readonly lineage: string;
  readonly inputs: Readonly<Record<string, StepInput>>;
  /** Blocks have no `run`: the engine extends the network description itself. */
  readonly kind: 'run' | 'extend';
  readonly cached: boolean;
  /** The graph inside, of a node that runs it, and the settings that are set outside of that. */
  readonly body?: { readonly graph: GraphBody; readonly settings: JsonObject };
  /** It may turn out not to be needed: only what chooses among its inputs asks for it. */
  readonly perhaps?: true;
}

export interface Plan {
  /** What is needed, in an order in which every step comes after its inputs; each once. */
  readonly steps: readonly Step[];
  /** Nodes that were asked for and cannot run: they, or something they need, have an error. */
  readonly blocked: readonly string[];
  /** The key of every node that can run, needed or not. */
  readonly keys: ReadonlyMap<string, string>;
  /** Every node that can run, needed or not. */
  readonly every: ReadonlyMap<string, Step>;
}

export interface PlanOptions {
  /** Nodes wanted; null for all that lead nowhere else. */
  readonly targets: readonly string[] | null;
  readonly isCached: (key: string) => boolean;
  /** A check of the same document, where there is one already. */
  readonly checked?: CheckResult;
}

/**
 * Plans a run: pure, and lazy. Steps inside subgraphs are named by their paths. A step whose result is in the store needs none of its inputs, so nothing in front of it is run for its sake. What
 * remains without `cached` is the dirty set.
 */
export function plan(document: GraphDocument, catalogue: Catalogue, { targets, isCached, checked }: PlanOptions): Plan {
  const result = checked ?? check(document, catalogue);
  const { document: flat } = flatten(document);
  const { steps, order } = allSteps(flat, catalogue, result, isCached);
  const keys = new Map([...steps].map(([id, step]) => [id, step.key]));
  const wanted = targets?.flatMap((id) => stepsOf(document, id, steps)) ?? leaves(steps);
  const needed = neededBy(wanted, steps, ({ inputs }) => Object.values(inputs));
  const sure = neededBy(wanted, steps, (step) => firstInputs(step, catalogue));
  return {
    steps: order.flatMap((id) => {
      const step = steps.get(id);
      if (!step || !needed.has(id)) return [];
      return [sure.has(id) ? step : { ...step, perhaps: true }];
    }),
    blocked: (targets === null ? flat.nodes.map((node) => node.id) : wanted).filter(
      (id) => !steps.has(id) && !isMuted(flat, id),
    ),
    keys,
    every: steps,
  };
}

/** What these steps need, themselves included; nothing in front of what is in the store. */
function neededBy(
  wanted: readonly string[],
  steps: ReadonlyMap<string, Step>,
  inputsOf: (step: Step) => readonly StepInput[],
): ReadonlySet<string> {
  const needed = new Set<string>();
  const open = wanted.filter((id) => steps.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (!step || needed.has(id)) continue;
    needed.add(id);
    if (!step.cached) for (const input of inputsOf(step)) open.push(input.nodeId);
  }
  return needed;
}

/** What a step needs before anything else: of one that chooses, the first input alone. */
function firstInputs({ type, inputs }: Step, catalogue: Catalogue): readonly StepInput[] {
  const first = catalogue.get(type)?.chooses?.first;
  const only = first === undefined ? undefined : inputs[first];
  return only ? [only] : Object.values(inputs);
}

/** The key of every node that could run. Moving, titling and grouping change none of them. */
export function keysOf(
  document: GraphDocument,
  catalogue: Catalogue,
  checked?: CheckResult,
): ReadonlyMap<string, string> {
  return plan(document, catalogue, { targets: [], isCached: () => false, ...(checked ? { checked } : {}) }).keys;
}

function allSteps(
  document: GraphDocument,
  catalogue: Catalogue,
  checked: CheckResult,
  isCached: (key: string) => boolean,
) {
  const { sorted, incoming } = orderOf(document);
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const steps = new Map<string, Step>();
  for (const id of sorted) {
    const node = nodes.get(id);
    const contract = node && contractOf(node, catalogue);
    const params = checked.params.get(id);
    if (!node || !contract || !params || node.muted || checked.blocked.has(id)) continue;
    const inputs = inputsOf(contract, incoming.get(id) ?? [], { nodes, catalogue, incoming, steps });
    const step = inputs && stepOf(node, contract, params, inputs, catalogue, isCached);
    if (step) steps.set(id, step);
  }
  return { steps, order: sorted };
}

interface Surroundings {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly catalogue: Catalogue;
  readonly incoming: ReadonlyMap<string, readonly Wire[]>;
  readonly steps: ReadonlyMap<string, Step>;
}

/** Where each input comes from, through muted nodes; null when a needed one comes from nothing that can run. */
function inputsOf(
  contract: AnyContract,
  wires: readonly Wire[],
  around: Surroundings,
): Record<string, StepInput> | null {
  const inputs: Record<string, StepInput> = {};
  for (const wire of wires) {
    const declared = contract.inputs[wire.to.port];
    const source = sourceOf(wire.from, around);
    const step = source && around.steps.get(source.node);
    const giver = source && around.nodes.get(source.node);
    const output = source && giver && contractOf(giver, around.catalogue)?.outputs[source.port];
    if (!declared || !source || !step || !output) {
      if (declared && portOf(declared).optional) continue;
      return null;
    }
    const fitting = matchKinds(portOf(output).kind, portOf(declared).kind);
    if (!fitting.fits) return null;
    inputs[wire.to.port] = {
      nodeId: source.node,
      port: source.port,
      key: step.key,
      ...(fitting.conversion ? { conversion: fitting.conversion } : {}),
    };
  }
  return inputs;
}

/** The end that really gives the value: a muted node's output is what comes into it. */
function sourceOf(end: WireEnd, { nodes, catalogue, incoming }: Surroundings): WireEnd | null {
  let current = end;
  for (;;) {
    const node = nodes.get(current.node);
    if (!node?.muted) return current;
    const contract = contractOf(node, catalogue);
    const input = contract ? bypassOf(contract, current.port) : null;
    const wire = incoming.get(current.node)?.find((one) => one.to.port === input);
    if (!wire) return null;
    current = wire.from;
  }
}

function stepOf(
  node: GraphNode,
  contract: AnyContract,
  params: { readonly [key: string]: unknown },
  inputs: Readonly<Record<string, StepInput>>,
  catalogue: Catalogue,
  isCached: (key: string) => boolean,
): Step | null {
  const seed = contract.seeded ? (node.seed ?? 1337) : 0;
  const body = contract.wraps && node.body;
  const inside = body && bodyIdentity(body, node.params, catalogue);
  if (inside === null) return null;
  const identity = {
    type: contract.type,
    version: contract.version,
    seed,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([port, input]) => [port, [input.key, input.port, input.conversion?.title ?? '']]),
    ),
    ...(inside && { body: inside }),
  };
  const key = hashJson({ ...identity, params });
  return {
    nodeId: node.id,
    type: contract.type,
    version: contract.version,
    params,
    seed,
    key,
    lineage: lineageName(contract, identity, params) ?? key,
    inputs,
    kind: contract.run ? 'run' : 'extend',
    cached: contract.run !== undefined && isCached(key),
    ...(body && { body: { graph: body, settings: node.params } }),
  };
}

/** The name of what a step's checkpoints go on from: without how far to go, and without what it remembers by parts. */
function lineageName(
  { continues = '', remembers = [] }: AnyContract,
  identity: { readonly inputs: Readonly<Record<string, unknown>> },
  params: Step['params'],
): string | null {
  if (continues === '' && remembers.length === 0) return null;
  const left = (all: object) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => name !== continues && !remembers.includes(name)));
  return hashJson({ ...identity, inputs: left(identity.inputs), params: left(params), lineage: true });
}

/**
 * What a graph inside a node computes: the keys of what its outputs give, over what it is given. Moving and titling what lies inside changes nothing; its
 * ports' titles count, and what is written of them, for some nodes go by these. Null where something in it keeps it from running.
 */
function bodyIdentity(body: GraphBody, settings: GraphNode['params'], catalogue: Catalogue): unknown {
  const { document, outputs } = openBody(body, settings, catalogue);
  const known = identities.get(document);
  if (known !== undefined) return known;
  const { keys } = plan(document, catalogue, { targets: [], isCached: () => false });
  const given = document.nodes
    .filter(({ type }) => type === GIVEN)
    .map(({ id, title = '', params: { help } }) => [id, title, ...(help === undefined ? [] : [help])]);
  const made = outputs.map(({ id, title, source }) => [id, title, source?.port, source && keys.get(source.node)]);
  const identity = made.some(([, , , key]) => key == null) ? null : { given: byFirst(given), made: byFirst(made) };
  identities.set(document, identity);
  return identity;
}

const identities = new WeakMap<GraphDocument, unknown>();
const byFirst = <Row extends readonly unknown[]>(rows: readonly Row[]) =>
  [...rows].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

/** What is run where a node is asked for: itself; of a subgraph what its outputs come from, or all inside where it has none. */
function stepsOf(document: GraphDocument, id: string, steps: ReadonlyMap<string, Step>): readonly string[] {
  const { nodes, sourceOf } = flatten(document);
  const node = nodes.get(id);
  const body = node?.body;
  if (!body || !isSubgraph(node) || node.muted) return [id];
  const sources = body.nodes.filter(isOutput).flatMap(({ id: port }) => sourceOf({ node: id, port })?.node ?? []);
  return sources.length > 0 ? [...new Set(sources)] : [...steps.keys()].filter((one) => one.startsWith(id + INSIDE));
}

/** The steps that no other step needs: running them runs everything. */
function leaves(steps: ReadonlyMap<string, Step>): readonly string[] {
  const needed = new Set(
    [...steps.values()].flatMap((step) => Object.values(step.inputs).map((input) => input.nodeId)),
  );
  return [...steps.keys()].filter((id) => !needed.has(id));
}

const isMuted = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id)?.muted === true;
