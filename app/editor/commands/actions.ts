import type { ReactFlowInstance } from '@xyflow/react';
import { toast } from 'sonner';
import { toggleTheme } from '@/app/ui/theme';
import {
  addNoteEdit,
  batch,
  canConnect,
  connectEdit,
  type Edit,
  fragmentOf,
  GenloomError,
  groupEdit,
  moveEdit,
  parseFragment,
  pasteEdit,
  removeEdit,
  setNodeEdit,
} from '@/graph';
import { catalogue } from '@/nodes';
import { wireId } from '../canvas/flow-items';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import { openDialog } from './dialog-store';

/** Everything that can be done with a key or from the command palette; each once. */
export interface Action {
  readonly id: string;
  readonly title: string;
  /** As tinykeys writes them; `$mod` is ⌘ or Ctrl. */
  readonly keys?: readonly string[];
  readonly group: 'Run' | 'Edit' | 'View' | 'Graph';
  run(flow: ReactFlowInstance): void | Promise<void>;
}

const state = () => useEditor.getState();
const selectedNodes = () => state().document.nodes.filter((node) => state().selection.has(node.id));

export const ACTIONS: readonly Action[] = [
  {
    id: 'run',
    title: 'Run everything',
    keys: ['$mod+Enter'],
    group: 'Run',
    run: () => void useRun.getState().run(state().document, null),
  },
  {
    id: 'run-here',
    title: 'Run to the selected nodes',
    keys: ['Shift+Enter'],
    group: 'Run',
    run() {
      const targets = selectedNodes().map((node) => node.id);
      if (targets.length > 0) void useRun.getState().run(state().document, targets);
    },
  },
  { id: 'cancel', title: 'Stop the run', keys: ['$mod+.'], group: 'Run', run: () => void useRun.getState().cancel() },
  {
    id: 'pause',
    title: 'Pause the run, or go on',
    keys: ['$mod+Shift+Enter'],
    group: 'Run',
    run() {
      const run = useRun.getState();
      void (run.status === 'paused' ? run.resume() : run.pause());
    },
  },
  { id: 'undo', title: 'Undo', keys: ['$mod+z'], group: 'Edit', run: () => state().undo() },
  { id: 'redo', title: 'Redo', keys: ['$mod+Shift+z', '$mod+y'], group: 'Edit', run: () => state().redo() },
  { id: 'copy', title: 'Copy', keys: ['$mod+c'], group: 'Edit', run: () => void copy() },
  {
    id: 'cut',
    title: 'Cut',
    keys: ['$mod+x'],
    group: 'Edit',
    async run() {
      await copy();
      remove();
    },
  },
  { id: 'paste', title: 'Paste', keys: ['$mod+v'], group: 'Edit', run: paste },
  {
    id: 'duplicate',
    title: 'Duplicate',
    keys: ['$mod+d'],
    group: 'Edit',
    run() {
      const { document, selection } = state();
      if (selection.size > 0) insert(JSON.stringify(fragmentOf(document, selection)), corner(40));
    },
  },
  { id: 'remove', title: 'Delete', keys: ['Delete', 'Backspace'], group: 'Edit', run: remove },
  {
    id: 'select-all',
    title: 'Select everything',
    keys: ['$mod+a'],
    group: 'Edit',
    run: () => state().select([...state().document.nodes, ...state().document.notes].map((item) => item.id)),
  },
  { id: 'select-none', title: 'Select nothing', keys: ['Escape'], group: 'Edit', run: () => state().select([]) },
  {
    id: 'mute',
    title: 'Mute, or unmute',
    keys: ['m'],
    group: 'Edit',
    run() {
      const nodes = selectedNodes();
      const muted = nodes.some((node) => !node.muted) ? true : undefined;
      if (nodes.length > 0) state().edit(batch(nodes.map((node) => setNodeEdit(state().document, node.id, { muted }))));
    },
  },
  {
    id: 'group',
    title: 'Group',
    keys: ['$mod+g'],
    group: 'Edit',
    run() {
      const ids = selectedNodes().map((node) => node.id);
      if (ids.length > 0) state().edit(groupEdit(state().document, ids, 'Group'));
    },
  },
  {
    id: 'ungroup',
    title: 'Ungroup',
    keys: ['$mod+Shift+g'],
    group: 'Edit',
    run() {
      const { document, selection, edit } = state();
      const groups = document.groups
        .filter((group) => group.nodes.some((id) => selection.has(id)))
        .map((group) => group.id);
      if (groups.length > 0) edit(removeEdit(document, { groups }));
    },
  },
  { id: 'connect', title: 'Connect the selected nodes', keys: ['c'], group: 'Edit', run: connectSelected },
  {
    id: 'note',
    title: 'Add a note',
    keys: ['n'],
    group: 'Edit',
    run(flow) {
      const { document, edit } = state();
      edit(
        addNoteEdit(
          document,
          '',
          flow.screenToFlowPosition({ x: window.innerWidth / 2 - 120, y: window.innerHeight / 2 - 60 }),
        ),
      );
    },
  },
  {
    id: 'layout',
    title: 'Tidy up: lay the graph out',
    keys: ['$mod+Shift+l'],
    group: 'View',
    async run(flow) {
      const { layOut } = await import('./layout');
      const { document, selection, edit } = state();
      const measured = new Map(
        flow
          .getNodes()
          .map((node) => [node.id, { width: node.measured?.width ?? 208, height: node.measured?.height ?? 120 }]),
      );
      edit(moveEdit(document, layOut(document, measured, selection.size > 1 ? selection : null)));
      requestAnimationFrame(() => void flow.fitView({ padding: 0.12, maxZoom: 1.1, duration: 180 }));
    },
  },
  {
    id: 'fit',
    title: 'Show everything',
    keys: ['$mod+0', 'f'],
    group: 'View',
    run: (flow) => void flow.fitView({ padding: 0.12, duration: 180 }),
  },
  {
    id: 'zoom-selection',
    title: 'Zoom to the selection',
    keys: ['z'],
    group: 'View',
    run(flow) {
      const nodes = [...state().selection].map((id) => ({ id }));
      if (nodes.length > 0) void flow.fitView({ nodes, padding: 0.3, maxZoom: 1.4, duration: 180 });
    },
  },
  {
    id: 'zoom-in',
    title: 'Zoom in',
    keys: ['$mod+Equal'],
    group: 'View',
    run: (flow) => void flow.zoomIn({ duration: 120 }),
  },
  {
    id: 'zoom-out',
    title: 'Zoom out',
    keys: ['$mod+Minus'],
    group: 'View',
    run: (flow) => void flow.zoomOut({ duration: 120 }),
  },
  { id: 'theme', title: 'Light or dark', group: 'View', run: toggleTheme },
  { id: 'keys', title: 'Keyboard shortcuts', keys: ['Shift+?'], group: 'View', run: () => openDialog('keys') },
  { id: 'share', title: 'Share, export, import', group: 'Graph', run: () => openDialog('share') },
  { id: 'versions', title: 'Versions', group: 'Graph', run: () => openDialog('versions') },
  { id: 'history', title: 'Runs of this project, compared', group: 'Graph', run: () => openDialog('history') },
  { id: 'storage', title: 'Results kept in this browser', group: 'Graph', run: () => openDialog('storage') },
];

/** Joins two selected nodes, left to right, at the first ports that fit and are free: wires without a mouse. */
function connectSelected(): void {
  const [first, second] = selectedNodes().sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
  if (!first || !second) {
    toast.info('Select two nodes to connect them');
    return;
  }
  const { document } = state();
  for (const [source, target] of [
    [first, second],
    [second, first],
  ] as const)
    for (const output of Object.keys(catalogue.get(source.type)?.outputs ?? {}))
      for (const input of Object.keys(catalogue.get(target.type)?.inputs ?? {})) {
        const [from, to] = [
          { node: source.id, port: output },
          { node: target.id, port: input },
        ];
        const taken = document.wires.some((wire) => wire.to.node === to.node && wire.to.port === to.port);
        if (taken || !canConnect(document, catalogue, from, to).fits) continue;
        const edit = connectEdit(document, from, to);
        if (edit) state().edit(edit);
        return;
      }
  toast.error('No free ports of these two fit together');
}

async function copy(): Promise<void> {
  const { document, selection } = state();
  if (selection.size === 0) return;
  const text = JSON.stringify(fragmentOf(document, selection));
  clipboard = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    toast.info('Copied within this tab', { description: 'This browser lets no page write to the clipboard here.' });
  }
}
/** For browsers that keep pages from the clipboard. */
let clipboard = '';

async function paste(): Promise<void> {
  let text = clipboard;
  try {
    text = (await navigator.clipboard.readText()) || clipboard;
  } catch {
    // Reading was refused: what was copied in this tab still serves.
    text = clipboard;
  }
  if (text) insert(text, corner(60));
}

/** Pastes a fragment at a place and selects it. */
function insert(text: string, position: { readonly x: number; readonly y: number }): void {
  try {
    const { edit, ids } = pasteEdit(state().document, parseFragment(text), position);
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

function remove(): void {
  const { document, selection, edit, select } = state();
  if (selection.size === 0) return;
  const removal: Edit = removeEdit(document, {
    nodes: document.nodes.filter((node) => selection.has(node.id)).map((node) => node.id),
    notes: document.notes.filter((note) => selection.has(note.id)).map((note) => note.id),
    wires: document.wires.filter((wire) => selection.has(wireId(wire))),
  });
  if (removal.op === 'batch' && removal.edits.length === 0) return;
  edit(removal);
  select([]);
}
