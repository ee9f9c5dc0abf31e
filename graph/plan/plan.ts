import type { Catalogue } from '../catalogue';
import { bypassOf, type CheckResult, check, orderOf } from '../check';
import type { GraphDocument, GraphNode, Wire, WireEnd } from '../document';
import { hashJson } from '../hash';
import { type Conversion, matchKinds } from '../kinds';
import { type AnyContract, portOf } from '../node';
import { contractOf, flatten, INSIDE, isOutput } from '../subgraph';

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
  const needed = new Set<string>();
  const open = wanted.filter((id) => steps.has(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (!step || needed.has(id)) continue;
    needed.add(id);
    if (!step.cached) for (const input of Object.values(step.inputs)) open.push(input.nodeId);
  }
  return {
    steps: order.flatMap((id) => {
      const step = steps.get(id);
      return step && needed.has(id) ? [step] : [];
    }),
    blocked: (targets === null ? flat.nodes.map((node) => node.id) : wanted).filter(
      (id) => !steps.has(id) && !isMuted(flat, id),
    ),
    keys,
    every: steps,
  };
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
    if (inputs) steps.set(id, stepOf(node, contract, params, inputs, isCached));
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
  isCached: (key: string) => boolean,
): Step {
  const seed = contract.seeded ? (node.seed ?? 1337) : 0;
  const identity = {
    type: contract.type,
    version: contract.version,
    seed,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([port, input]) => [port, [input.key, input.port, input.conversion?.title ?? '']]),
    ),
  };
  const key = hashJson({ ...identity, params });
  const { [contract.continues ?? '']: _howFar, ...rest } = params;
  return {
    nodeId: node.id,
    type: contract.type,
    version: contract.version,
    params,
    seed,
    key,
    lineage: contract.continues ? hashJson({ ...identity, params: rest, lineage: true }) : key,
    inputs,
    kind: contract.run ? 'run' : 'extend',
    cached: contract.run !== undefined && isCached(key),
  };
}

/** What is run where a node is asked for: itself; of a subgraph what its outputs come from, or all inside where it has none. */
function stepsOf(document: GraphDocument, id: string, steps: ReadonlyMap<string, Step>): readonly string[] {
  const { nodes, sourceOf } = flatten(document);
  const body = nodes.get(id)?.body;
  if (!body || nodes.get(id)?.muted) return [id];
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
