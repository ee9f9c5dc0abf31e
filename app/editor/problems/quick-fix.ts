import {
  type AnyContract,
  addNodeEdit,
  applyEdit,
  batch,
  type Catalogue,
  type Connection,
  connectEdit,
  contractOf,
  type Edit,
  type Field,
  fieldsOf,
  fittingNodes,
  type GraphDocument,
  type GraphNode,
  isBoundary,
  type Json,
  type Kind,
  type KindMatch,
  matchKinds,
  type NodeEntry,
  type ParamFix,
  type Problem,
  portOf,
  reach,
  removeEdit,
  setByEdit,
  setParamsEdit,
  titleOf,
  type Wire,
  type WireEnd,
} from '@/graph';
import { wouldConnect } from '../state/would-connect';
import { imageNetworksEdit, NARROW } from './image-networks';
import { nearestBefore } from './nearest-before';

export interface QuickFix {
  readonly title: string;
  readonly edit: Edit;
}

export interface Mending {
  /** One click away; null where only the user can know what is meant. */
  readonly fix: QuickFix | null;
  /** Why what stands there already is no way out, where something is near to it. */
  readonly whyNot: string | null;
}

/** What would mend a problem, and what might be thought to. */
export function mendingOf(document: GraphDocument, catalogue: Catalogue, problem: Problem): Mending {
  const node = document.nodes.find((one) => one.id === problem.nodeId);
  return node && problem.code === 'wire.missing' && problem.port !== undefined
    ? connectMissing(document, catalogue, node, problem.port)
    : { fix: quickFixOf(document, catalogue, problem), whyNot: null };
}

/** The change that mends a problem; null where only the user can know what is meant. */
export function quickFixOf(document: GraphDocument, catalogue: Catalogue, problem: Problem): QuickFix | null {
  const node = document.nodes.find((one) => one.id === problem.nodeId);
  if (!node) return null;
  if (problem.set) return setParam(document, catalogue, node, problem.set);
  switch (problem.code) {
    case 'wire.missing':
      return problem.port === undefined ? null : connectMissing(document, catalogue, node, problem.port).fix;
    case 'wire.kind-mismatch':
    case 'wire.unknown-port':
      return cut(
        document,
        document.wires.filter(
          ({ from, to }) =>
            (to.node === node.id && to.port === problem.port) ||
            // What led out of a subgraph at a port that it has no more.
            (node.body && from.node === node.id && from.port === problem.port),
        ),
        'Remove the wire',
      );
    case 'graph.cycle':
      return cut(document, loopsInto(document, node.id).slice(0, 1), 'Cut the loop here');
    case 'params.invalid':
      if (problem.param !== undefined && node.setBy?.[problem.param])
        return {
          title: 'Use its own value',
          edit: setByEdit(document, [], { node: node.id, param: problem.param }, null),
        };
      return problem.param === undefined ? null : resetParam(document, catalogue, node, problem.param);
    case NARROW:
      return networksForImages(document, catalogue);
    default:
      return null;
  }
}

function networksForImages(document: GraphDocument, catalogue: Catalogue): QuickFix | null {
  const edit = imageNetworksEdit(document, catalogue);
  return edit && { title: 'Use networks for images', edit };
}

/** Takes a value that is there already, from the nearest node whose output leads nowhere yet; otherwise adds a node that gives one. */
function connectMissing(document: GraphDocument, catalogue: Catalogue, node: GraphNode, port: string): Mending {
  const to = { node: node.id, port };
  const contract = contractOf(node, catalogue);
  const input = contract?.inputs[port];
  if (!contract || !input) return { fix: null, whyNot: null };
  const kind = portOf(input).kind;
  const used = new Set(document.wires.map(({ from }) => `${from.node}\n${from.port}`));
  const isFed = (source: GraphNode) =>
    Object.entries(contractOf(source, catalogue)?.inputs ?? {}).every(
      ([name, declared]) =>
        portOf(declared).optional || document.wires.some(({ to }) => to.node === source.id && to.port === name),
    );
  // What comes in at an “Input” is known outside only; and nothing feeds itself.
  const candidates = document.nodes
    .filter((source) => source !== node && !isBoundary(source))
    .flatMap((source) =>
      Object.entries(contractOf(source, catalogue)?.outputs ?? {}).flatMap(([name, output]) => {
        const match = matchKinds(portOf(output).kind, kind);
        if (!match.fits || match.conversion) return [];
        const from: WireEnd = { node: source.id, port: name };
        const open = used.has(`${source.id}\n${name}`) ? 1 : 0;
        const [before, fed] = [source.position.x < node.position.x ? 0 : 1, isFed(source) ? 0 : 1];
        // First what the port is for; then what stands before it and has what it needs itself, and leads nowhere yet.
        const order = 4 * unlike(name, port, contract) + 2 * Math.max(before, fed) + open;
        return [{ from, source, rank: order * 1e9 + distance(source, node) }];
      }),
    )
    .sort((a, b) => a.rank - b.rank);
  const nearest = candidates.find(({ from }) => wouldConnect(document, from, to).fits);
  if (nearest) {
    const edit = connectEdit(document, nearest.from, to);
    return { fix: edit && { title: `Connect ${titleOf(nearest.source, catalogue)}`, edit }, whyNot: null };
  }
  const [closest] = candidates;
  const whyNot = closest
    ? doesNotFit(closest.source, wouldConnect(document, closest.from, to), catalogue)
    : nearlyFits(document, catalogue, node, kind);
  const adding = fittingNodes(catalogue, { kind, direction: 'input' }).filter(({ entry }) => !isBoundary(entry));
  const fed = adding.filter(({ entry }) => couldBeFed(entry, node, document, catalogue));
  // What prepares what is there comes first, then what needs nothing; one that would wait for something itself is the last to be thought of.
  const fitting =
    fed.find(({ entry }) => entry.phase === 'prepare' && !needsNothing(entry)) ??
    fed.find(({ entry }) => needsNothing(entry)) ??
    fed[0] ??
    adding[0];
  // Another of what stands there and does not fit would not fit either.
  if (!fitting || candidates.some(({ source }) => source.type === fitting.entry.type)) return { fix: null, whyNot };
  const added = addNodeEdit(document, catalogue, fitting.entry.type, {
    x: node.position.x - 280,
    y: node.position.y,
  });
  const wired = connectEdit(applyEdit(document, added.edit), { node: added.id, port: fitting.port }, to);
  return { fix: wired && { title: `Add ${fitting.entry.title}`, edit: batch([added.edit, wired]) }, whyNot };
}

const needsNothing = ({ inputs }: NodeEntry): boolean =>
  Object.values(inputs).every((input) => portOf(input).optional === true);

/** Whether all that a new node needs comes from what is there; one that needs nothing is always fed. */
function couldBeFed({ inputs }: NodeEntry, behind: GraphNode, document: GraphDocument, catalogue: Catalogue): boolean {
  const given = document.nodes
    .filter((one) => one !== behind)
    .flatMap((one) => Object.values(contractOf(one, catalogue)?.outputs ?? {}).map((output) => portOf(output).kind));
  return Object.values(inputs)
    .map(portOf)
    .every(({ optional, kind }) => optional || given.some((one) => matchKinds(one, kind).fits));
}

/** Why the nearest node does not fit that gives something of the sort: a model of another kind, a set of something else. */
function nearlyFits(document: GraphDocument, catalogue: Catalogue, node: GraphNode, wanted: Kind): string | null {
  const like = (kind: Kind) =>
    kind.name === wanted.name || (isTrained(kind) && isTrained(wanted) && !matchKinds(kind, wanted).fits);
  const [nearest] = document.nodes
    .flatMap((source) =>
      Object.values(contractOf(source, catalogue)?.outputs ?? {}).flatMap((output) => {
        const { kind } = portOf(output);
        return source.id !== node.id && like(kind) ? [{ source, kind }] : [];
      }),
    )
    .sort((a, b) => distance(a.source, node) - distance(b.source, node));
  return nearest ? doesNotFit(nearest.source, matchKinds(nearest.kind, wanted), catalogue) : null;
}

/** Models of all kinds, beside networks that have learned nothing. */
const isTrained = ({ family, name }: Kind): boolean => family === 'network' && name !== 'network';

const doesNotFit = (source: GraphNode, answer: Connection | KindMatch, catalogue: Catalogue): string | null =>
  answer.fits ? null : `“${titleOf(source, catalogue)}” does not fit: ${answer.why}`;

/** How ill an output suits an input by their names: 0 where they agree or say nothing, 2 where the output is what another input is for. What judges goes by what was put aside. */
function unlike(output: string, input: string, { phase, inputs }: AnyContract): number {
  if (output === input) return 0;
  if (phase === 'evaluate' && (output === 'validation' || output === 'training'))
    return output === 'validation' ? 0 : 2;
  return Object.hasOwn(inputs, output) ? 2 : 1;
}

function cut(document: GraphDocument, wires: readonly Wire[], title: string): QuickFix | null {
  return wires.length === 0 ? null : { title, edit: removeEdit(document, { wires }) };
}

/** Sets a parameter of the node, or of the nearest one before it that has it. */
function setParam(
  document: GraphDocument,
  catalogue: Catalogue,
  node: GraphNode,
  { param, value, before }: ParamFix,
): QuickFix | null {
  const has = (one: GraphNode) => fieldAt(catalogue, one, param) !== undefined;
  const owner = before === undefined ? node : nearestBefore(document, { node: node.id, port: before }, has);
  const field = owner && fieldAt(catalogue, owner, param);
  if (!owner || !field) return null;
  const name = owner === node ? `“${field.label}”` : `“${field.label}” of ${titleOf(owner, catalogue)}`;
  return {
    title: `Set ${name} to ${valueInWords(field, value)}`,
    edit: setParamsEdit(document, owner.id, { [param]: value }),
  };
}

function resetParam(document: GraphDocument, catalogue: Catalogue, node: GraphNode, param: string): QuickFix | null {
  const field = fieldAt(catalogue, node, param);
  if (!field) return null;
  return { title: `Reset ${field.label}`, edit: setParamsEdit(document, node.id, { [param]: field.default }) };
}

function fieldAt(catalogue: Catalogue, node: GraphNode, param: string): Field | undefined {
  const contract = contractOf(node, catalogue);
  return contract && fieldsOf(contract).find((one) => one.name === param);
}

function valueInWords({ options }: Field, value: Json): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return value.toLocaleString('en', MOST_DIGITS);
  return options?.find((option) => option.value === value)?.label ?? String(value);
}
const MOST_DIGITS = { maximumSignificantDigits: 6 } as const;

/** The wires into a node that come from something that the node leads to. */
function loopsInto({ wires }: GraphDocument, node: string): readonly Wire[] {
  const behind = reach(wires, [node], 'forwards');
  return wires.filter(({ from, to }) => to.node === node && (from.node === node || behind.has(from.node)));
}

const distance = (a: GraphNode, b: GraphNode) => Math.hypot(a.position.x - b.position.x, a.position.y - b.position.y);
