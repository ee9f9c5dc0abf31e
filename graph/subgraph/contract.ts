import type { Catalogue } from '../catalogue';
import type { GraphBody, GraphNode, WireEnd } from '../document';
import { any } from '../kinds';
import { type AnyContract, loadExplanation, type Port, portOf } from '../node';
import * as z from '../zod';
import { isBoundary, isInput, isOutput, VALUE } from './types';

type Located = Pick<GraphNode, 'type' | 'body'> & { readonly params: { readonly [key: string]: unknown } };

/**
 * The contract of a node as it stands in a document. That of a subgraph is made from the graph inside: its “Input” and “Output” nodes are the ports, by their
 * ids and titles, of the kinds that they are wired to; the settings exposed in it are the parameters. Other nodes may tell ports by their parameters.
 */
export function contractOf(node: Located, catalogue: Catalogue): AnyContract | undefined {
  const declared = catalogue.get(node.type);
  if (declared?.ports) return withPorts(declared, node.params);
  if (!declared || !node.body) return declared;
  const known = made.get(node.body);
  if (known?.catalogue === catalogue) return known.contract;
  const contract = derive(declared, node.body, catalogue);
  // The contracts of what lies inside may still be on their way.
  if (isKnown(node.body, catalogue)) made.set(node.body, { catalogue, contract });
  return contract;
}

const isKnown = ({ nodes }: GraphBody, catalogue: Catalogue): boolean =>
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

const made = new WeakMap<GraphBody, { readonly catalogue: Catalogue; readonly contract: AnyContract }>();

function derive(declared: AnyContract, body: GraphBody, catalogue: Catalogue): AnyContract {
  const byPlace = [...body.nodes].sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x);
  const ports = (is: (node: GraphNode) => boolean, of: (node: GraphNode) => Port) =>
    Object.fromEntries(
      byPlace
        .filter(is)
        .map((node) => [node.id, { ...of(node), title: node.title ?? (isInput(node) ? 'Input' : 'Output') }]),
    );
  const count = body.nodes.filter((node) => !isBoundary(node)).length;
  return {
    ...declared,
    phase: phaseOf(body, catalogue) ?? declared.phase,
    inputs: ports(isInput, ({ id }) => inwards(id, body, catalogue)),
    outputs: ports(isOutput, ({ id }) => outwards(id, body, catalogue)),
    params: z.object(paramsOf(body, catalogue)),
    explain: () => explained(declared, body, catalogue),
    subtitle: () => `${count} ${count === 1 ? 'node' : 'nodes'} inside`,
  };
}

/** What is written in the “Input” and “Output” nodes is the help of the ports; settings keep the help that they have inside. */
async function explained(declared: AnyContract, body: GraphBody, catalogue: Catalogue): Promise<object> {
  const explanation = (await loadExplanation(declared)) ?? {};
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
  return { explain: { ...explanation, params, inputs: helps(isInput), outputs: helps(isOutput) } };
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
