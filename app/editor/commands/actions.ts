import type { ReactFlowInstance } from '@xyflow/react';
import { contractFor } from '@/app/catalogue';
import { toggleTheme } from '@/app/ui/theme';
import { toast } from '@/app/ui/toast';
import { addNoteEdit, batch, fieldsOf, groupEdit, moveEdit, removeEdit, setNodeEdit } from '@/graph';
import { fitWhole } from '../canvas/fit';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import type { Action } from './action';
import { middleOfCanvas, quickAddAt } from './building';
import { copy, duplicate, paste, remove } from './clipboard';
import { connectSelected } from './connect-selected';
import { openDialog } from './dialog-store';
import { enterSelected, fold, leave, unfold } from './fold';
import { aligning, nudging } from './moving';
import { openPreset } from './open-preset';
import { runGraph } from './run-graph';
import { takeKeyboard } from './take-keyboard';
import { useView } from './view-store';

const state = () => useEditor.getState();
const selectedNodes = () => state().document.nodes.filter((node) => state().selection.has(node.id));

export const ACTIONS: readonly Action[] = [
  {
    id: 'run',
    title: 'Run everything',
    keys: ['$mod+Enter'],
    group: 'Run',
    run: () => void runGraph(null),
  },
  {
    id: 'run-here',
    title: 'Run to the selected nodes',
    keys: ['Shift+Enter'],
    group: 'Run',
    run() {
      const targets = selectedNodes().map((node) => node.id);
      if (targets.length > 0) void runGraph(targets);
      else toast.info('Select the nodes to run to');
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
  { id: 'copy', title: 'Copy', keys: ['$mod+c'], group: 'Edit', native: true, run: copy },
  {
    id: 'cut',
    title: 'Cut',
    keys: ['$mod+x'],
    group: 'Edit',
    native: true,
    async run() {
      await copy();
      remove();
    },
  },
  { id: 'paste', title: 'Paste', keys: ['$mod+v'], group: 'Edit', native: true, run: paste },
  { id: 'duplicate', title: 'Duplicate', keys: ['$mod+d'], group: 'Edit', run: duplicate },
  { id: 'remove', title: 'Delete', keys: ['Delete', 'Backspace'], group: 'Edit', run: remove },
  { id: 'rename', title: 'Rename, or write the note', keys: ['F2'], group: 'Edit', run: rename },
  {
    id: 'select-all',
    title: 'Select everything',
    keys: ['$mod+a'],
    group: 'Edit',
    run: () => state().select([...state().document.nodes, ...state().document.notes].map((item) => item.id)),
  },
  {
    id: 'select-none',
    title: 'Select nothing',
    keys: ['Escape'],
    group: 'Edit',
    run() {
      useView.getState().setSheet(null);
      state().select([]);
    },
  },
  {
    id: 'mute',
    title: 'Mute: leave out, or take in again',
    keys: ['m'],
    group: 'Edit',
    run() {
      const nodes = selectedNodes();
      const muted = nodes.some((node) => !node.muted) ? true : undefined;
      if (nodes.length > 0) state().edit(batch(nodes.map((node) => setNodeEdit(state().document, node.id, { muted }))));
    },
  },
  {
    id: 'open',
    title: 'Open: a subgraph, a preset into blocks, a model’s architecture',
    keys: ['o'],
    group: 'Edit',
    run: (flow) => (enterSelected() ? undefined : openPreset(flow)),
  },
  {
    id: 'rank',
    title: 'Rank answers by hand',
    keys: ['k'],
    group: 'Edit',
    run() {
      const [node] = selectedNodes();
      const contract = contractFor(node);
      if (contract && fieldsOf(contract).some(({ control }) => control === 'ranking')) openDialog('ranking');
      else toast.info('Select a node “Rank by hand” or “Arena”');
    },
  },
  { id: 'connect', title: 'Connect the selected nodes', keys: ['c'], group: 'Edit', run: connectSelected },
  {
    id: 'add',
    title: 'Add a node here',
    keys: ['a'],
    group: 'Edit',
    run: (flow) => quickAddAt(flow, middleOfCanvas(-150, -120)),
  },
  {
    id: 'note',
    title: 'Add a note',
    keys: ['n'],
    group: 'Edit',
    run: (flow) => addNote(flow.screenToFlowPosition(middleOfCanvas(-120, -60))),
  },
  {
    id: 'group',
    title: 'Group',
    keys: ['$mod+g'],
    group: 'Arrange',
    run() {
      const ids = selectedNodes().map((node) => node.id);
      if (ids.length > 0) state().edit(groupEdit(state().document, ids, 'Group'));
      else toast.info('Select the nodes to group');
    },
  },
  {
    id: 'ungroup',
    title: 'Ungroup',
    keys: ['$mod+Shift+g'],
    group: 'Arrange',
    run() {
      const { document, selection, edit } = state();
      const groups = document.groups
        .filter((group) => group.nodes.some((id) => selection.has(id)))
        .map((group) => group.id);
      if (groups.length > 0) edit(removeEdit(document, { groups }));
    },
  },
  { id: 'fold', title: 'Fold into a subgraph', keys: ['g'], group: 'Arrange', run: fold },
  { id: 'unfold', title: 'Take the subgraph apart', keys: ['Shift+G'], group: 'Arrange', run: unfold },
  {
    id: 'keep',
    title: 'Save to library …',
    keys: ['l'],
    group: 'Arrange',
    run() {
      const [node, ...more] = selectedNodes();
      if (node?.body && more.length === 0) openDialog('keep');
      else toast.info('Select one subgraph to save', { description: 'Fold nodes into one first (G).' });
    },
  },
  { id: 'up', title: 'Leave the subgraph', keys: ['u'], group: 'View', run: leave },
  aligning('left', 'Align left', 'Alt+KeyA'),
  aligning('centre', 'Align centres', 'Alt+KeyH'),
  aligning('right', 'Align right', 'Alt+KeyD'),
  aligning('top', 'Align top', 'Alt+KeyW'),
  aligning('middle', 'Align middles', 'Alt+KeyV'),
  aligning('bottom', 'Align bottom', 'Alt+KeyS'),
  aligning('columns', 'Equal gaps from left to right', 'Alt+Shift+KeyH'),
  aligning('rows', 'Equal gaps from top to bottom', 'Alt+Shift+KeyV'),
  {
    id: 'layout',
    title: 'Tidy up: lay the graph out',
    keys: ['$mod+Shift+l'],
    group: 'Arrange',
    async run(flow) {
      const { layOut } = await import('./layout');
      const { document, selection, edit } = state();
      if (document.nodes.length === 0) return;
      const measured = new Map(
        flow
          .getNodes()
          .map((node) => [node.id, { width: node.measured?.width ?? 208, height: node.measured?.height ?? 120 }]),
      );
      const places = layOut(document, measured, selection.size > 1 ? selection : null);
      edit(moveEdit(document, places));
      await drawnAt(flow, places);
      await fitWhole(flow, { duration: 180 });
    },
  },
  nudging('Left', -1, 0),
  nudging('Right', 1, 0),
  nudging('Up', 0, -1),
  nudging('Down', 0, 1),
  {
    id: 'fit',
    title: 'Show everything',
    keys: ['$mod+0', 'f'],
    group: 'View',
    run: (flow) => void fitWhole(flow, { duration: 180 }),
  },
  {
    id: 'zoom-selection',
    title: 'Zoom to the selection',
    keys: ['z'],
    group: 'View',
    run(flow) {
      const nodes = [...state().selection].map((id) => ({ id }));
      if (nodes.length > 0) void flow.fitView({ nodes, padding: 0.3, maxZoom: 1.4, duration: 180 });
      else toast.info('Select what to zoom to');
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
  {
    id: 'panel',
    title: 'Fold or unfold the run panel',
    keys: ['p'],
    group: 'View',
    run() {
      const { panelOpen, setPanelOpen } = useView.getState();
      setPanelOpen(!(panelOpen ?? useRun.getState().runId !== null));
    },
  },
  {
    id: 'problems',
    title: 'Things to look at',
    keys: ['Shift+P'],
    group: 'View',
    run: () => useView.getState().setPanelTab('problems'),
  },
  {
    id: 'result',
    title: 'Show the result larger',
    keys: ['r'],
    group: 'View',
    run() {
      if (selectedNodes().length > 0) openDialog('result');
      else toast.info('Select a node to see its result');
    },
  },
  { id: 'theme', title: 'Light or dark', group: 'View', keys: ['Shift+D'], run: toggleTheme },
  { id: 'keys', title: 'Keyboard shortcuts', keys: ['Shift+?', '?'], group: 'View', run: () => openDialog('keys') },
  {
    id: 'share',
    title: 'Share, export, import',
    keys: ['$mod+Shift+e'],
    group: 'Graph',
    run: () => openDialog('share'),
  },
  {
    id: 'app',
    title: 'App: a page for those who only use this graph',
    keys: ['Shift+A'],
    group: 'Graph',
    run: () => openDialog('app'),
  },
  { id: 'versions', title: 'Versions', keys: ['$mod+Shift+h'], group: 'Graph', run: () => openDialog('versions') },
  {
    id: 'history',
    title: 'Runs of this project, compared',
    keys: ['Shift+H'],
    group: 'Graph',
    run: () => openDialog('history'),
  },
  {
    id: 'library-updates',
    title: 'Newer versions from your library',
    group: 'Graph',
    run: () => openDialog('library-updates'),
  },
  { id: 'storage', title: 'Results kept in this browser', group: 'Graph', run: () => openDialog('storage') },
  { id: 'connections', title: 'Language models', group: 'Graph', run: () => openDialog('connections') },
  { id: 'mcp', title: 'Tools from MCP servers', group: 'Graph', run: () => openDialog('mcp') },
  { id: 'served', title: 'Graphs as tools of other programs', group: 'Graph', run: () => openDialog('served') },
  { id: 'memory', title: 'What agents remember', group: 'Graph', run: () => openDialog('memory') },
  { id: 'web', title: 'Web pages that may be fetched', group: 'Graph', run: () => openDialog('web') },
];

/** An action by its id. @throws when there is none: a menu names what is not there */
export function actionOf(id: string): Action {
  const action = ACTIONS.find((one) => one.id === id);
  if (!action) throw new Error(`There is no action “${id}”.`);
  return action;
}

/** Waits until the canvas shows nodes where the document has them: it follows a few frames later. */
async function drawnAt(
  flow: ReactFlowInstance,
  places: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): Promise<void> {
  const there = () =>
    [...places].every(([id, { x, y }]) => {
      const at = flow.getNode(id)?.position;
      return at !== undefined && Math.abs(at.x - x) < 1 && Math.abs(at.y - y) < 1;
    });
  for (let frame = 0; frame < 30 && !there(); frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Adds a note and begins to write it. */
export function addNote(position: { readonly x: number; readonly y: number }): void {
  const added = addNoteEdit(state().document, '', position);
  state().edit(added);
  if (added.op !== 'add-note') return;
  state().select([added.note.id]);
  useView.getState().write(added.note.id);
}

/** Puts the cursor where the name of the selected node stands, or into the selected note. */
function rename(): void {
  const { document: graph, selection } = state();
  const note = graph.notes.find((one) => selection.has(one.id));
  const [node] = selectedNodes();
  if (node) {
    if (selection.size > 1) state().select([node.id]);
    useView.getState().setSheet('inspector');
    takeKeyboard(() => document.querySelector<HTMLInputElement>('#node-title'));
  } else if (note) useView.getState().write(note.id);
}
