import type { GraphDocument } from '../document';
import { editInside, isBoundary, isInput, levelAt } from '../subgraph';
import { batch, type Removal, removeEdit } from './build';
import type { Edit } from './edit';

/**
 * Removes things on the level at a path, and where these are ports of the subgraph around, the wires that lead to them outside.
 * @returns an edit of the whole graph, one step to undo
 */
export function removeInsideEdit(root: GraphDocument, path: readonly string[], removal: Removal): Edit {
  const level = levelAt(root, path);
  if (!level) return batch([]);
  const inside = editInside(path, removeEdit(level, removal));
  const around = path.slice(0, -1);
  const outside = levelAt(root, around);
  const ports = level.nodes.filter((node) => isBoundary(node) && removal.nodes?.includes(node.id));
  const wires = outside?.wires.filter(({ from, to }) =>
    ports.some((port) => {
      const end = isInput(port) ? to : from;
      return end.node === path.at(-1) && end.port === port.id;
    }),
  );
  if (path.length === 0 || !outside || !wires || wires.length === 0) return inside;
  return batch([editInside(around, removeEdit(outside, { wires })), inside]);
}
