import { catalogue, hasContracts, loadContracts } from '@/app/catalogue';
import { toast } from '@/app/ui/toast';
import {
  type Edit,
  flatten,
  fragmentOf,
  GenloomError,
  parseFragment,
  pasteEdit,
  removeInsideEdit,
  upgradeNodes,
} from '@/graph';
import { wireId } from '../canvas/flow-items';
import { sameGraph, useEditor } from '../state/editor-store';

const state = () => useEditor.getState();

/** The selection as JSON text; null when nothing is selected that can be copied. */
function selectionAsText(): string | null {
  const { document, selection } = state();
  const fragment = fragmentOf(document, selection);
  if (fragment.document.nodes.length + fragment.document.notes.length === 0) return null;
  return JSON.stringify(fragment);
}

/** Copies from a menu, where the browser has no copy of its own under way. */
export async function copy(): Promise<void> {
  const text = selectionAsText();
  if (text === null) return nothingToCopy();
  kept = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast.info('Copied within this tab', { description: 'This browser lets no page write to the clipboard here.' });
  }
}
/** For browsers that keep pages from the clipboard. */
let kept = '';

/** Pastes from a menu. */
export async function paste(): Promise<void> {
  const isOpen = sameGraph();
  let text = kept;
  try {
    text = (await navigator.clipboard.readText()) || kept;
  } catch {
    // Reading was refused: what was copied in this tab still serves.
    text = kept;
  }
  if (text) await insert(text, 60, isOpen);
  else toast.info('There is nothing to paste yet', { description: 'Copy some nodes first.' });
}

/**
 * Copy, cut and paste as the browser itself does them with the keys: no permission is asked for, and what was copied in one tab is pasted in another.
 * Text fields and selected words keep their own.
 */
export function bindClipboard(isElsewhere: (event: Event) => boolean): () => void {
  const put = (event: ClipboardEvent) => {
    if (isElsewhere(event) || (getSelection()?.toString() ?? '') !== '') return false;
    const text = selectionAsText();
    if (text === null) return false;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    kept = text;
    return true;
  };
  const onCopy = (event: ClipboardEvent) => void put(event);
  const onCut = (event: ClipboardEvent) => {
    if (put(event)) remove();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isElsewhere(event)) return;
    const text = event.clipboardData?.getData('text/plain') || kept;
    if (!text) return;
    event.preventDefault();
    void insert(text, 60);
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCut);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCut);
    document.removeEventListener('paste', onPaste);
  };
}

export function duplicate(): void {
  const text = selectionAsText();
  if (text !== null) void insert(text, 40);
}

/** Removes what is selected: nodes with their wires, notes, and wires. */
export function remove(): void {
  const { root, path, document, selection, editWhole, select } = state();
  if (selection.size === 0) return;
  const removal = removeInsideEdit(root, path, {
    nodes: document.nodes.filter((node) => selection.has(node.id)).map((node) => node.id),
    notes: document.notes.filter((note) => selection.has(note.id)).map((note) => note.id),
    wires: document.wires.filter((wire) => selection.has(wireId(wire))),
  });
  if (changesNothing(removal)) return;
  editWhole(removal);
  select([]);
}

const changesNothing = (edit: Edit): boolean =>
  edit.op === 'inside' ? changesNothing(edit.edit) : edit.op === 'batch' && edit.edits.length === 0;

/** Pastes a fragment a little beside what is selected, once the contracts of what it holds are there, and selects it. */
async function insert(text: string, shift: number, isOpen = sameGraph()): Promise<void> {
  try {
    const fragment = parseFragment(text);
    const pasted = [...flatten(fragment.document).nodes.values()];
    if (!hasContracts(pasted)) await loadContracts(pasted);
    if (!isOpen()) return;
    const { edit, ids } = pasteEdit(
      state().document,
      { ...fragment, document: upgradeNodes(fragment.document, catalogue) },
      corner(shift),
    );
    state().edit(edit);
    state().select(ids);
  } catch (error) {
    if (!(error instanceof GenloomError)) throw error;
    toast.error(error.title, { description: error.fix });
  }
}

/** A little beside the top left of what is selected, or of everything. */
function corner(shift: number): { readonly x: number; readonly y: number } {
  const { document, selection } = state();
  const all = [...document.nodes, ...document.notes];
  const chosen = all.filter((item) => selection.has(item.id));
  const points = (chosen.length > 0 ? chosen : all).map((item) => item.position);
  if (points.length === 0) return { x: 0, y: 0 };
  return {
    x: Math.min(...points.map((point) => point.x)) + shift,
    y: Math.min(...points.map((point) => point.y)) + shift,
  };
}

function nothingToCopy(): void {
  toast.info('Nothing is selected', { description: 'Select nodes or notes, then copy them.' });
}
