import type { Catalogue } from '../catalogue';
import type { GraphBody, GraphNode, WireEnd } from '../document';
import { any } from '../kinds';
import {
  type AnyContract,
  type BodyPort,
  type BodyPorts,
  type Explanation,
  loadExplanation,
  type Port,
  portOf,
} from '../node';
import * as z from '../zod';
import { GIVEN, isBoundary, isInput, isOutput, SUBGRAPH, VALUE } from './types';

type Located = Pick<GraphNode, 'type' | 'body'> & { readonly params: { readonly [key: string]: unknown } };

/**
 * The contract of a node as it stands in a document. That of a subgraph is made from the graph inside: its “Input” and “Output” nodes are the ports, by their
 * ids and titles, of the kinds that they are wired to; the settings exposed in it are the parameters. Other nodes may tell ports by their parameters.
 */
export function contractOf(node: Located, catalogue: Catalogue): AnyContract | undefined {
  const given = givens.get(node);
  if (given) return given;
  const declared = catalogue.get(node.type);
  if (declared?.ports) return withPorts(declared, node.params);
  if (!declared || !node.body || (declared.type !== SUBGRAPH && !declared.wraps)) return declared;
  const known = made.get(node.body);
  if (known?.catalogue === catalogue && known.declared === declared) return known.contract;
  const contract = derive(declared, node.body, catalogue);
  if (isKnown(node.body, catalogue)) made.set(node.body, { catalogue, declared, contract });
  return contract;
}

/** Whether the contracts of all that lies in a graph are there: in a page they may still be on their way. */
export const isKnown = ({ nodes }: GraphBody, catalogue: Catalogue): boolean =>
  nodes.every(({ type, body }) => catalogue.has(type) && (!body || isKnown(body, catalogue)));

/** Ports that parameters tell; parameters that cannot be leave only those that are always there. */
function withPorts(declared: AnyContract, params: Located['params']): AnyContract {
  const known = told.get(params);
  if (known?.declared === declared) return known.contract;
  const parsed = declared.params.safeParse(params);
  // The contract's own schema parsed these parameters; `never` only says that the catalogue forgot which contract it is.
  const more = parsed.success ? declared.ports?.(parsed.data as never) : undefined;
  const contract = {
    ...declared,
    inputs: { ...declared.inputs, ...more?.inputs },
    outputs: { ...declared.outputs, ...more?.outputs },
  };
  told.set(params, { declared, contract });
  return contract;
}

const told = new WeakMap<Located['params'], { readonly declared: AnyContract; readonly contract: AnyContract }>();

const made = new WeakMap<
  GraphBody,
  { readonly catalogue: Catalogue; readonly declared: AnyContract; readonly contract: AnyContract }
>();

function derive(declared: AnyContract, body: GraphBody, catalogue: Catalogue): AnyContract {
  const ports = bodyPorts(body, catalogue);
  const wrapped = declared.wraps?.ports(ports);
  const outside = wrapped ?? { inputs: byId(ports.inputs), outputs: byId(ports.outputs) };
  const count = body.nodes.filter((node) => !isBoundary(node)).length;
  return {
    ...declared,
    phase: phaseOf(body, catalogue) ?? declared.phase,
    inputs: { ...outside.inputs, ...declared.inputs },
    outputs: { ...outside.outputs, ...declared.outputs },
    ...(wrapped?.each && { remembers: [...(declared.remembers ?? []), ...wrapped.each] }),
    params: z.object({ ...paramsOf(body, catalogue), ...declared.params.shape }),
    explain: () => explained(declared, body, catalogue),
    subtitle: (params: never) =>
      [declared.subtitle?.(params), `${count} ${count === 1 ? 'node' : 'nodes'} inside`].filter(Boolean).join(' · '),
  };
}

const byId = (ports: readonly BodyPort[]) => Object.fromEntries(ports.map(({ id, help: _, ...port }) => [id, port]));

/** The ports of the graph inside a node, from the top down. */
export function bodyPorts(body: GraphBody, catalogue: Catalogue): BodyPorts {
  const byPlace = [...body.nodes].sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  const titled = ({ id, title }: GraphNode, untitled: string) => ({ id, title: title ?? untitled });
  return {
    inputs: byPlace
      .filter(isInput)
      .map((node) => ({ ...titled(node, 'Input'), ...helped(node), ...inwards(node.id, body, catalogue) })),
    outputs: byPlace
      .filter(isOutput)
      .map((node) => ({ ...titled(node, 'Output'), ...outwards(node.id, body, catalogue) })),
  };
}

const helped = ({ params: { help } }: GraphNode) => (typeof help === 'string' && help !== '' ? { help } : {});

/** Nodes that stand for what a graph is given, by what they give. */
const givens = new WeakMap<Located, AnyContract>();

/** A node that gives what it is given, in the place of an “Input”. */
export function givenNode(input: BodyPort, position: GraphNode['position']): GraphNode {
  const node: GraphNode = {
    id: input.id,
    type: GIVEN,
    version: 1,
    params: { input: input.id, ...(input.help !== undefined && { help: input.help }) },
    position,
    title: input.title,
  };
  givens.set(node, {
    type: GIVEN,
    version: 1,
    phase: 'act',
    title: input.title,
    summary: '',
    inputs: {},
    outputs: { [VALUE]: input.kind },
    params: z.object({ input: z.string(), help: z.string().optional() }),
  });
  return node;
}

/** What is written in the “Input” and “Output” nodes is the help of the ports; settings keep the help that they have inside. */
async function explained(declared: AnyContract, body: GraphBody, catalogue: Catalogue): Promise<object> {
  const explanation: Explanation = (await loadExplanation(declared)) ?? {};
  const helps = (is: (node: GraphNode) => boolean) =>
    Object.fromEntries(
      body.nodes
        .filter(is)
        .flatMap(({ id, params: { help } }) => (typeof help === 'string' && help !== '' ? [[id, help]] : [])),
    );
  const params: Record<string, string> = {};
  for (const { name, node: id, param } of body.exposed) {
    const node = body.nodes.find((one) => one.id === id);
    const inner = node && contractOf(node, catalogue);
    const help =
      inner && Object.entries((await loadExplanation(inner))?.params ?? {}).find(([own]) => own === param)?.[1];
    if (typeof help === 'string') params[name] = help;
  }
  return {
    explain: {
      ...explanation,
      params: { ...explanation.params, ...params },
      inputs: { ...explanation.inputs, ...helps(isInput) },
      outputs: { ...explanation.outputs, ...helps(isOutput) },
    },
  };
}

/** What an input takes: what the first of those inside takes that it leads to; none is needed where all of them can do without. */
function inwards(id: string, body: GraphBody, catalogue: Catalogue): Port {
  const ends = body.wires
    .filter(({ from }) => from.node === id)
    .flatMap(({ to }) => portAt(to, 'inputs', body, catalogue) ?? []);
  const [first] = ends;
  return { kind: first?.kind ?? any, ...(ends.every(({ optional }) => optional) && { optional: true }) };
}

function outwards(id: string, body: GraphBody, catalogue: Catalogue): Port {
  const wire = body.wires.find(({ to }) => to.node === id);
  return { kind: (wire && portAt(wire.from, 'outputs', body, catalogue)?.kind) ?? any };
}

/** The port at the end of a wire inside; of an “Input” or “Output”, the one that a value passes through to. */
function portAt(end: WireEnd, side: 'inputs' | 'outputs', body: GraphBody, catalogue: Catalogue): Port | null {
  const node = body.nodes.find(({ id }) => id === end.node);
  if (!node) return null;
  if (isBoundary(node)) return { kind: any, optional: true };
  const declared = contractOf(node, catalogue)?.[side][end.port];
  return declared ? portOf(declared) : null;
}

function paramsOf(body: GraphBody, catalogue: Catalogue): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const { name, node: id, param, title } of body.exposed) {
    const node = body.nodes.find((one) => one.id === id);
    const inner = node && contractOf(node, catalogue);
    const schema: unknown = inner?.params.shape[param];
    if (!node || !(schema instanceof z.ZodType)) continue;
    // What is set inside is what it is until it is set outside.
    const preset = schema.safeParse(node.params[param]);
    const meta = { ...z.globalRegistry.get(inwardsMost(schema)), ...z.globalRegistry.get(schema) };
    // A control that looks at other settings of its node has none of them here.
    const { when: _, ...plain } = meta;
    shape[name] = (preset.success ? bare(schema).default(preset.data) : schema).meta({
      ...plain,
      ...(title !== undefined && { label: title }),
    });
  }
  return shape;
}

/** A schema without its default. */
const bare = (schema: z.ZodType): z.ZodType => {
  const inner: unknown = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return inner instanceof z.ZodType ? inner : schema;
};
const inwardsMost = (schema: z.ZodType): z.ZodType => (bare(schema) === schema ? schema : inwardsMost(bare(schema)));

/** A subgraph belongs to the phase of what it gives first; without outputs, of what comes last in it. */
function phaseOf(body: GraphBody, catalogue: Catalogue) {
  const giving = new Set(body.nodes.filter(isOutput).map(({ id }) => id));
  const giver = body.wires.find(({ to }) => giving.has(to.node) && to.port === VALUE)?.from.node;
  const inside = body.nodes.filter((node) => !isBoundary(node));
  const telling = inside.find(({ id }) => id === giver) ?? inside.at(-1);
  return telling && contractOf(telling, catalogue)?.phase;
}
