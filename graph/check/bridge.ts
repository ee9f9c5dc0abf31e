import type { Catalogue } from '../catalogue';
import type { NodeEntry } from '../directory';
import type { GraphDocument, Wire, WireEnd } from '../document';
import { addNodeEdit, applyEdit, batch, connectEdit, type Edit } from '../edit';
import { type Kind, kindName, matchKinds } from '../kinds';
import { portOf } from '../node';
import { reach } from '../reach';
import { contractOf, isBoundary } from '../subgraph';
import type { Checker } from './check';
import type { Problem } from './problem';

/** A node that takes one kind and gives another, with the ports to use. */
export interface BridgeStep {
  readonly entry: NodeEntry;
  readonly input: string;
  readonly output: string;
  /** What else it needs before it can run. */
  readonly needs: readonly { readonly port: string; readonly kind: Kind }[];
}

/** Nodes, one behind the other, that make what an input takes of what an output gives. */
export type Bridge = readonly BridgeStep[];

/**
 * What would fit between two ports whose kinds do not: found among the ports of all nodes alone, so a node that is added to the catalogue is found too. Single
 * nodes where there are any, and otherwise two in a row; first those that need nothing else and that prepare or make something, and those that judge, act
 * or learn later. Where the kinds fit, and only what is known of the values does not, nodes that give the same kind again.
 */
export function bridgesBetween(entries: ReadonlyMap<string, NodeEntry>, from: Kind, to: Kind): readonly Bridge[] {
  const all = [...entries.values()].flatMap(stepsOf);
  const first = all.filter(({ takes }) => matchKinds(from, takes).fits);
  const last = all.filter(({ gives }) => matchKinds(gives, to).fits);
  const single = first.filter((step) => last.includes(step) && costOf([step]) <= DEAREST).map((step) => [step]);
  const found =
    single.length > 0 || matchKinds(from, to).fits
      ? single
      : first.filter(leadsOn).flatMap((one) => pairsWith(one, last, [from, to]));
  return onePerRow(found.filter((steps) => costOf(steps) <= DEAREST).sort((a, b) => costOf(a) - costOf(b)));
}

interface Step extends BridgeStep {
  readonly takes: Kind;
  readonly gives: Kind;
  /** Its place among the outputs of its node. */
  readonly place: number;
}

/** What it costs to go by way of a node whose purpose is another: a training is no conversion. */
const BY_PHASE: Readonly<Record<NodeEntry['phase'], number>> = {
  prepare: 0,
  generate: 1,
  evaluate: 2,
  act: 2,
  train: 3,
  align: 3,
};
/** For each thing that it needs besides; for an input that may stay empty, so is not what the node is for; for each output that comes before. */
const [NEED, ASIDE, LATER] = [1, 2, 0.3];
/** What costs more leads somewhere else. */
const DEAREST = 5;

const costOf = (steps: readonly Step[]): number =>
  steps.reduce((sum, { entry, input, needs, place }) => {
    const declared = entry.inputs[input];
    const aside = declared && portOf(declared).optional ? ASIDE : 0;
    return sum + BY_PHASE[entry.phase] + NEED * needs.length + aside + LATER * place;
  }, 0);

/** Every way through a node. What takes or gives anything at all converts nothing. */
function stepsOf(entry: NodeEntry): readonly Step[] {
  const inputs = Object.entries(entry.inputs).map(([name, declared]) => ({ port: name, ...portOf(declared) }));
  return inputs.flatMap((input) =>
    Object.entries(entry.outputs).flatMap(([output, declared], place) => {
      const gives = portOf(declared).kind;
      if (isAny(input.kind) || isAny(gives)) return [];
      const needs = inputs.filter((other) => other !== input && !other.optional);
      return [{ entry, input: input.port, output, needs, takes: input.kind, gives, place }];
    }),
  );
}

const isAny = ({ name }: Kind): boolean => name === 'any';

/** What a node is for can go on to the next; a judgement of something, or what a node tells beside, is not that thing any more. */
const leadsOn = ({ entry, place }: Step): boolean => place === 0 && entry.phase !== 'evaluate';

/** Two steps that lead on, by way of a kind that is neither end. */
const pairsWith = (one: Step, last: readonly Step[], ends: readonly Kind[]): readonly (readonly Step[])[] =>
  ends.some((end) => kindName(end) === kindName(one.gives))
    ? []
    : last
        .filter((step) => step.entry !== one.entry && matchKinds(one.gives, step.takes).fits)
        .map((step) => [one, step]);

/** The best way through the same nodes. */
function onePerRow(sorted: readonly (readonly Step[])[]): readonly Bridge[] {
  const byNodes = new Map<string, Bridge>();
  for (const steps of sorted) {
    const nodes = steps.map(({ entry }) => entry.type).join(' ');
    if (!byNodes.has(nodes)) byNodes.set(nodes, steps);
  }
  return [...byNodes.values()];
}

/** A wire that does not fit yet. */
export type Gap = Pick<Wire, 'from' | 'to'>;

export interface BuiltBridge {
  /** All of it, so that one step takes it back. */
  readonly edit: Edit;
  /** Of the new nodes. */
  readonly ids: readonly string[];
  /** What they need besides and the graph has none of, or several. */
  readonly missing: readonly Kind[];
}

/**
 * Puts the nodes of a bridge into a gap, and wires them. A wire that leads into the input is replaced. What they need besides is wired too where one node alone
 * gives it.
 * @param places where they stand, one for each
 * @throws GenloomError `node.unknown-type` where the catalogue does not have a contract of theirs
 */
export function buildBridge(
  document: GraphDocument,
  catalogue: Catalogue,
  { from, to }: Gap,
  bridge: Bridge,
  places: readonly { readonly x: number; readonly y: number }[] = [],
): BuiltBridge {
  const edits: Edit[] = [];
  const ids: string[] = [];
  const missing: Kind[] = [];
  let [now, end] = [document, from];
  const take = (edit: Edit | null) => {
    if (!edit) return;
    edits.push(edit);
    now = applyEdit(now, edit);
  };
  for (const [index, { entry, input, output, needs }] of bridge.entries()) {
    const added = addNodeEdit(now, catalogue, entry.type, places[index] ?? { x: 0, y: 0 });
    take(added.edit);
    take(connectEdit(now, end, { node: added.id, port: input }, catalogue));
    for (const { port, kind } of needs) {
      const [giver, ...others] = giversOf(document, catalogue, kind, to.node);
      if (giver && others.length === 0) take(connectEdit(now, giver, { node: added.id, port }, catalogue));
      else missing.push(kind);
    }
    ids.push(added.id);
    end = { node: added.id, port: output };
  }
  take(connectEdit(now, end, to, catalogue));
  return { edit: batch(edits), ids, missing };
}

/** Outputs that give a kind, of nodes that do not wait for this one. */
function giversOf(document: GraphDocument, catalogue: Catalogue, kind: Kind, node: string): readonly WireEnd[] {
  const behind = reach(document.wires, [node], 'forwards');
  return document.nodes
    .filter((one) => one.id !== node && !behind.has(one.id) && !isBoundary(one))
    .flatMap((one) =>
      Object.entries(contractOf(one, catalogue)?.outputs ?? {}).flatMap(([port, declared]) =>
        matchKinds(portOf(declared).kind, kind).fits ? [{ node: one.id, port }] : [],
      ),
    );
}

/** As many are worth a choice, and worth being tried. */
const [MOST, TRIED] = [6, 24];

/**
 * The bridges over a gap that hold: each is put into a copy of the graph, and what makes an error there, such as a picture of another size, is left out; that
 * something is still to be wired is none. Where the kinds are different and the port asks for still more, such as a head on a network, those that lead there.
 * @param catalogue has the contracts of their nodes
 */
export function holdingBridges(
  document: GraphDocument,
  catalogue: Catalogue,
  gap: Gap,
  bridges: readonly Bridge[],
  checker: Checker,
): readonly Bridge[] {
  const errors = (one: GraphDocument) =>
    checker(one).problems.filter(({ level, code }) => level === 'error' && code !== 'wire.missing');
  const told = ({ nodeId, code, title }: Problem) => `${nodeId}\n${code}\n${title}`;
  const isAtPort = ({ nodeId, port }: Problem) => nodeId === gap.to.node && port === gap.to.port;
  // The wire may be there already, and be what is wrong.
  const before = new Set(errors(document).flatMap((problem) => (isAtPort(problem) ? [] : told(problem))));
  const tried = bridges.slice(0, TRIED).map((bridge) => {
    const built = buildBridge(document, catalogue, gap, bridge);
    const made = errors(applyEdit(document, built.edit)).filter((problem) => !before.has(told(problem)));
    return { bridge, holds: made.length === 0, leads: changesKind(bridge) && made.every(isAtPort) };
  });
  const holding = tried.filter(({ holds }) => holds);
  return (holding.length > 0 ? holding : tried.filter(({ leads }) => leads)).map(({ bridge }) => bridge).slice(0, MOST);
}

function changesKind(bridge: Bridge): boolean {
  const [first, last] = [bridge[0], bridge.at(-1)];
  const [takes, gives] = [first?.entry.inputs[first.input], last?.entry.outputs[last.output]];
  return !takes || !gives || kindName(portOf(takes).kind) !== kindName(portOf(gives).kind);
}

/** `“Sounds into spectrograms”`, or `“Molecules as text” and “Encode”`. */
export const bridgeInWords = (bridge: Bridge): string => bridge.map(({ entry }) => `“${entry.title}”`).join(' and ');

/** `It also needs a tokenizer.`; null where nothing is missing. */
export function missingInWords({ ids, missing }: Pick<BuiltBridge, 'ids' | 'missing'>): string | null {
  const phrases = [...new Set(missing.map(({ phrase }) => phrase))];
  const before = phrases.slice(0, -1).join(', ');
  if (phrases.length === 0) return null;
  return `${ids.length > 1 ? 'They also need' : 'It also needs'} ${before && `${before} and `}${phrases.at(-1)}.`;
}
