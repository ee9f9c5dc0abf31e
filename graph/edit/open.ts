import { type Catalogue, titleOf } from '../catalogue';
import { type GraphDocument, type GraphNode, LIMITS, type Wire } from '../document';
import { GenloomError } from '../errors';
import type { FactsOf, OpenedBlock, Ports } from '../node';
import { defaultParams, parseParams } from '../params';
import { batch, freshId, moveEdit, removeEdit } from './build';
import { applyEdit, type Edit } from './edit';

/**
 * The blocks of a preset as it stands in a document; `inputs` is what is known of what feeds it.
 * @throws GenloomError `open.no-preset` for any other node, `open.params` where its parameters are wrong, and what the preset itself refuses
 */
export async function blocksOf(
  node: GraphNode,
  catalogue: Catalogue,
  inputs: FactsOf<Ports>,
): Promise<readonly OpenedBlock[]> {
  const contract = catalogue.get(node.type);
  const loaded = await contract?.opens?.();
  if (!contract || !loaded)
    throw new GenloomError({
      code: 'open.no-preset',
      title: `“${titleOf(node, catalogue)}” is not made of other blocks.`,
      fix: 'Select a preset, such as “U-Net” or “Glow”.',
    });
  const parsed = parseParams(contract, node.params);
  if (!parsed.ok)
    throw new GenloomError({
      code: 'open.params',
      title: `“${titleOf(node, catalogue)}” has a setting that cannot be.`,
      detail: parsed.problems.map(({ label, message }) => `“${label}”: ${message}`).join(' '),
      fix: 'Correct it, then open the preset.',
    });
  // The contract's own schema parsed these parameters; `never` only says that the catalogue forgot which contract it is.
  return loaded.open(parsed.params as never, inputs);
}

type Point = GraphNode['position'];

/** Room for a block on the canvas. */
const CELL = { width: 280, height: 130 } as const;
/** Room for the title of a group of its own, over its first block. */
const HEADING = 36;

/**
 * Puts blocks in the place of the preset that they make up: wired as it was, in the groups that it was in or else in one of their own, with room made for them
 * to its right and below. Where the preset stays, they stand to its right, in a group of their own. One edit, and so one step to undo.
 * @returns the edit and the ids of the new nodes
 * @throws GenloomError `node.missing`, `node.unknown-type`, or `open.too-many` where a document holds no more
 */
export function openEdit(
  document: GraphDocument,
  catalogue: Catalogue,
  presetId: string,
  blocks: readonly OpenedBlock[],
): { readonly edit: Edit; readonly ids: readonly string[] } {
  const preset = document.nodes.find(({ id }) => id === presetId);
  if (!preset) throw new GenloomError({ code: 'node.missing', title: `There is no node “${presetId}”.` });
  if (document.nodes.length + blocks.length > LIMITS.nodes)
    throw new GenloomError({
      code: 'open.too-many',
      title: `This would be ${blocks.length} blocks, and a graph holds ${LIMITS.nodes} nodes.`,
      fix: 'Set fewer levels, steps or layers first.',
    });
  const names = namesOf(document, blocks);
  const edits: Edit[] = [];
  let grown = document;
  const make = (edit: Edit) => {
    edits.push(edit);
    grown = applyEdit(grown, edit);
  };
  const stays = catalogue.get(preset.type)?.opensBeside !== undefined;
  const places = placesOf(blocks, stays ? 1 : 0);
  const groups = stays ? [] : document.groups.filter(({ nodes }) => nodes.includes(presetId));
  const lower = groups.length === 0 && !stays && isRightBelow(document, preset) ? HEADING : 0;
  make(roomEdit(document, preset, places, lower));
  if (!stays) make(removeEdit(grown, { nodes: [presetId] }));
  const { x, y } = preset.position;
  const top = { ...preset, position: { x, y: y + lower } };
  for (const node of nodesOf(top, blocks, names, places, catalogue))
    make({ op: 'add-node', node, at: grown.nodes.length });
  for (const wire of wiresOf(document, presetId, blocks, names, stays))
    make({ op: 'add-wire', wire, at: grown.wires.length });
  const ids = [...names.values()];
  for (const group of groups) {
    const after = { title: group.title, nodes: group.nodes.flatMap((id) => (id === presetId ? ids : [id])) };
    const now = grown.groups.find(({ id }) => id === group.id);
    if (now) make({ op: 'set-group', group: group.id, before: { title: now.title, nodes: now.nodes }, after });
    else make({ op: 'add-group', group: { ...group, ...after }, at: grown.groups.length });
  }
  if (groups.length === 0) {
    const own = titleOf(preset, catalogue);
    const title = stays ? `Architecture of “${own}”`.slice(0, 200) : own;
    const id = freshId(new Set(grown.groups.map((group) => group.id)), 'group');
    make({ op: 'add-group', group: { id, title, nodes: ids }, at: grown.groups.length });
  }
  return { edit: batch(edits), ids };
}

/** Id of a block → id of its node. */
function namesOf({ nodes }: GraphDocument, blocks: readonly OpenedBlock[]): ReadonlyMap<string, string> {
  const taken = new Set(nodes.map(({ id }) => id));
  return new Map(
    blocks.map(({ id, type }) => {
      const fresh = freshId(taken, type.split('.').at(-1) ?? id);
      taken.add(fresh);
      return [id, fresh];
    }),
  );
}

type Places = ReadonlyMap<string, readonly [column: number, row: number]>;

/** Column and row of each block, from the column of the preset; columns are filled from the top. */
function placesOf(blocks: readonly OpenedBlock[], first: number): Places {
  const rows = new Map<number, number>();
  return new Map(
    blocks.map(({ id, column = 0 }) => {
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return [id, [first + column, row]];
    }),
  );
}

function nodesOf(
  { position, muted }: GraphNode,
  blocks: readonly OpenedBlock[],
  names: ReadonlyMap<string, string>,
  places: Places,
  catalogue: Catalogue,
): readonly GraphNode[] {
  return blocks.map(({ id, type, params }) => {
    const contract = catalogue.get(type);
    if (!contract)
      throw new GenloomError({ code: 'node.unknown-type', title: `There is no node of the type “${type}”.` });
    const [column, row] = places.get(id) ?? [0, 0];
    return {
      id: names.get(id) ?? id,
      type,
      version: contract.version,
      params: { ...defaultParams(contract), ...params },
      position: { x: position.x + column * CELL.width, y: position.y + row * CELL.height },
      ...(muted && { muted }),
    };
  });
}

/** The wires among the blocks, those into them that led into the preset, and those that led out of it. */
function wiresOf(
  { wires }: GraphDocument,
  presetId: string,
  blocks: readonly OpenedBlock[],
  names: ReadonlyMap<string, string>,
  stays: boolean,
): readonly Wire[] {
  const nodeOf = (id: string) => names.get(id) ?? id;
  const inside = blocks.flatMap(({ id, inputs = {} }, index) => {
    const before = blocks[index - 1];
    const first = before ? { block: before.id } : { preset: 'network' };
    const all: NonNullable<OpenedBlock['inputs']> = { network: first, ...inputs };
    return Object.entries(all).flatMap(([port, source]): Wire[] => {
      const to = { node: nodeOf(id), port };
      if ('output' in source) return [{ from: { node: presetId, port: source.output }, to }];
      if ('block' in source) return [{ from: { node: nodeOf(source.block), port: 'network' }, to }];
      const given = wires.find((wire) => wire.to.node === presetId && wire.to.port === source.preset);
      return given ? [{ from: given.from, to }] : [];
    });
  });
  if (stays) return inside;
  const last = nodeOf(blocks.at(-1)?.id ?? '');
  const out = wires.filter(({ from }) => from.node === presetId);
  return [...inside, ...out.map(({ from, to }) => ({ from: { node: last, port: from.port }, to }))];
}

/** Whether a node stands so close above another that it would cover the title of a group around that one. */
const isRightBelow = ({ nodes }: GraphDocument, { id, position: { x, y } }: GraphNode): boolean =>
  nodes.some(({ id: other, position }) => {
    const above = y - position.y;
    return other !== id && Math.abs(position.x - x) < CELL.width - 60 && above > 0 && above < CELL.height + HEADING;
  });

/** Moves what stands to the right of a preset, or below it, out of the way of its blocks: nodes and notes. */
function roomEdit(document: GraphDocument, { id, position }: GraphNode, places: Places, lower: number): Edit {
  const columns = [...places.values()].map(([column]) => column);
  const across = Math.max(...columns) * CELL.width;
  const begin = position.x + Math.min(...columns) * CELL.width;
  const down = Math.max(...[...places.values()].map(([, row]) => row)) * CELL.height + lower;
  const sideOf = ({ x, y }: Point, width: number): 'right' | 'below' | null => {
    if (x >= position.x + CELL.width / 2) return 'right';
    return x + width > begin && y > position.y ? 'below' : null;
  };
  const aside = (point: Point, width: number): Point | null => {
    const side = sideOf(point, width);
    if (side === null) return null;
    return side === 'right' ? { x: point.x + across, y: point.y } : { x: point.x, y: point.y + down };
  };
  const moved = document.nodes.flatMap((node): [string, Point][] => {
    const to = node.id === id ? null : aside(node.position, CELL.width);
    return to ? [[node.id, to]] : [];
  });
  const notes = document.notes.flatMap((note): Edit[] => {
    const to = aside(note.position, note.size.width);
    const { id: _, ...before } = note;
    return to ? [{ op: 'set-note', note: note.id, before, after: { ...before, position: to } }] : [];
  });
  return batch([moveEdit(document, new Map(moved)), ...notes]);
}
