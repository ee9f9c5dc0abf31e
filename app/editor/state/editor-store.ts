import { create } from 'zustand';
import { catalogue, hasContracts, loadContracts } from '@/app/catalogue';
import {
  applyEdit,
  type CheckResult,
  checkAtLevel,
  createChecker,
  type Edit,
  editInside,
  emptyDocument,
  flatten,
  type GraphDocument,
  INSIDE,
  invertEdit,
  type KnownFacts,
  levelAt,
  upgradeNodes,
} from '@/graph';

/** `refused`: the server answered, and does not take the graph as it is; `deleted`: the project is in the bin, until it is restored or saved as another. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | 'refused' | 'conflict' | 'deleted';

export interface EditorStore {
  /** The whole graph: what is saved, shared and run. */
  readonly root: GraphDocument;
  /** The subgraphs that were entered, from the outside in. */
  readonly path: readonly string[];
  /** What lies on the canvas: the graph at the path. Edits are made to it. */
  readonly document: GraphDocument;
  readonly projectId: string;
  readonly revision: number;
  readonly saveState: SaveState;
  /** Ids of selected nodes, notes and wires. */
  readonly selection: ReadonlySet<string>;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  /** What the check says of what lies on the canvas. */
  readonly checked: CheckResult;
  /**
   * Opens a graph once the contracts of its nodes are there; where another is opened meanwhile, that one stays.
   * @throws GenloomError `catalogue.unreachable` where they cannot be had
   */
  open(project: { readonly id: string; readonly revision: number; readonly document: GraphDocument }): Promise<void>;
  /** Makes an edit. Edits of one `gesture` in a row (a slider being dragged, typing) undo together. */
  edit(edit: Edit, gesture?: string): void;
  /** Makes an edit of the whole graph, whatever the canvas shows. */
  editWhole(edit: Edit, gesture?: string): void;
  /** Makes a change of the whole graph that nobody takes back: what happened, not what somebody did. */
  record(edit: Edit): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>): void;
  /** Shows the graph inside a subgraph, or one further out, and selects what is named there; a path that leads nowhere is left alone. */
  enter(path: readonly string[], selection?: Iterable<string>): void;
  /** Shows and selects a node at any level by its path, `writer/train`. */
  goTo(id: string): void;
  /** What results tell about values: sizes that could not be known before. */
  know(known: KnownFacts): void;
  setSaved(saved: { readonly saveState: SaveState; readonly revision?: number }): void;
}

interface HistoryEntry {
  /** Of the whole graph. */
  readonly edit: Edit;
  readonly gesture: string | null;
  /** Where it was made. */
  readonly path: readonly string[];
}

const HISTORY = 500;
const checker = createChecker(catalogue);
let known: KnownFacts = new Map();
/** Counts what was opened. */
let opened = 0;
const blank = emptyDocument('blank');

/** What the canvas shows of a graph at a path, or at the nearest that there is. */
function shown(root: GraphDocument, path: readonly string[]) {
  let open = path;
  while (levelAt(root, open) === null) open = open.slice(0, -1);
  const document = levelAt(root, open) ?? root;
  return { root, path: open, document, checked: checkAtLevel(checker(root, known), root, open, catalogue) };
}

/** The open document and everything that belongs to editing it. */
export const useEditor = create<EditorStore>()((set, get) => ({
  ...shown(blank, []),
  projectId: '',
  revision: 0,
  saveState: 'saved',
  selection: new Set(),
  past: [],
  future: [],
  async open({ id, revision, document }) {
    const turn = ++opened;
    const types = [...flatten(document).nodes.values()];
    if (!hasContracts(types)) await loadContracts(types);
    if (turn !== opened) return;
    known = new Map();
    set({
      ...shown(upgradeNodes(document, catalogue), []),
      projectId: id,
      revision,
      saveState: 'saved',
      selection: new Set(),
      past: [],
      future: [],
    });
  },
  edit(edit, gesture) {
    // The name of a graph is that of the whole.
    get().editWhole(edit.op === 'set-document' ? edit : editInside(get().path, edit), gesture);
  },
  editWhole(whole, gesture) {
    const { root, path, past } = get();
    const last = past.at(-1);
    const together = gesture !== undefined && last?.gesture === gesture && last.path === path;
    const entry: HistoryEntry = together
      ? { edit: { op: 'batch', edits: [last.edit, whole] }, gesture, path }
      : { edit: whole, gesture: gesture ?? null, path };
    set({
      ...shown(applyEdit(root, whole), path),
      past: [...(together ? past.slice(0, -1) : past.slice(-HISTORY)), entry],
      future: [],
      saveState: edited(get().saveState),
    });
  },
  record(edit) {
    const { root, path, saveState } = get();
    set({ ...shown(applyEdit(root, edit), path), saveState: edited(saveState) });
  },
  undo() {
    const { root, path, past, future } = get();
    const last = past.at(-1);
    if (!last) return;
    const next = shown(applyEdit(root, invertEdit(last.edit)), last.path);
    set({
      ...next,
      past: past.slice(0, -1),
      future: [...future, last],
      saveState: edited(get().saveState),
      selection: isSame(path, next.path) ? stillThere(get().selection, next.document) : new Set(),
    });
  },
  redo() {
    const { root, path, past, future } = get();
    const next = future.at(-1);
    if (!next) return;
    const now = shown(applyEdit(root, next.edit), next.path);
    set({
      ...now,
      selection: isSame(path, now.path) ? stillThere(get().selection, now.document) : new Set(),
      past: [...past, { ...next, gesture: null }],
      future: future.slice(0, -1),
      saveState: edited(get().saveState),
    });
  },
  select(ids) {
    const selection = new Set(ids);
    const before = get().selection;
    if (selection.size === before.size && [...selection].every((id) => before.has(id))) return;
    set({ selection });
  },
  enter(path, selection = []) {
    const { root } = get();
    if (levelAt(root, path)) set({ ...shown(root, path), selection: new Set(selection) });
  },
  goTo(id) {
    const path = id.split(INSIDE);
    const node = path.pop();
    if (node === undefined) return;
    const here = get().path;
    if (isSame(path, here)) get().select([node]);
    else get().enter(path, [node]);
  },
  know(facts) {
    known = facts;
    const { root, path } = get();
    set({ checked: shown(root, path).checked });
  },
  setSaved({ saveState, revision }) {
    set(revision === undefined ? { saveState } : { saveState, revision });
  },
}));

/** What a change makes of what is saved: of a project that was deleted, nothing can be until somebody says where to. */
const edited = (state: SaveState): SaveState => (state === 'deleted' ? 'deleted' : 'unsaved');

/** Asks whether the graph that is open now still is: what was begun in one, and comes later, belongs in no other. */
export function sameGraph(): () => boolean {
  const begun = opened;
  return () => begun === opened;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Ids say something at their own level only: another may have a node of the same name. */
function stillThere(selection: ReadonlySet<string>, document: GraphDocument): ReadonlySet<string> {
  const ids = new Set([...document.nodes, ...document.notes].map((item) => item.id));
  return new Set([...selection].filter((id) => ids.has(id)));
}
