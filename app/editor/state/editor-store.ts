import { create } from 'zustand';
import { catalogue, hasContracts, loadContracts } from '@/app/catalogue';
import {
  applyEdit,
  type CheckResult,
  createChecker,
  type Edit,
  emptyDocument,
  type GraphDocument,
  invertEdit,
  type KnownFacts,
  upgradeNodes,
} from '@/graph';

/** `refused`: the server answered, and does not take the graph as it is. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'offline' | 'refused' | 'conflict';

export interface EditorStore {
  readonly document: GraphDocument;
  readonly projectId: string;
  readonly revision: number;
  readonly saveState: SaveState;
  /** Ids of selected nodes, notes and wires. */
  readonly selection: ReadonlySet<string>;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
  readonly checked: CheckResult;
  /**
   * Opens a graph once the contracts of its nodes are there; where another is opened meanwhile, that one stays.
   * @throws GenloomError `catalogue.unreachable` where they cannot be had
   */
  open(project: { readonly id: string; readonly revision: number; readonly document: GraphDocument }): Promise<void>;
  /** Makes an edit. Edits of one `gesture` in a row (a slider being dragged, typing) undo together. */
  edit(edit: Edit, gesture?: string): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>): void;
  /** What results tell about values: sizes that could not be known before. */
  know(known: KnownFacts): void;
  setSaved(saved: { readonly saveState: SaveState; readonly revision?: number }): void;
}

interface HistoryEntry {
  readonly edit: Edit;
  readonly gesture: string | null;
}

const HISTORY = 500;
const checker = createChecker(catalogue);
let known: KnownFacts = new Map();
/** Counts what was opened. */
let opened = 0;
const blank = emptyDocument('blank');

/** The open document and everything that belongs to editing it. */
export const useEditor = create<EditorStore>()((set, get) => ({
  document: blank,
  projectId: '',
  revision: 0,
  saveState: 'saved',
  selection: new Set(),
  past: [],
  future: [],
  checked: checker(blank),
  async open({ id, revision, document }) {
    const turn = ++opened;
    if (!hasContracts(document.nodes)) await loadContracts(document.nodes);
    if (turn !== opened) return;
    known = new Map();
    const upgraded = upgradeNodes(document, catalogue);
    set({
      document: upgraded,
      projectId: id,
      revision,
      saveState: 'saved',
      selection: new Set(),
      past: [],
      future: [],
      checked: checker(upgraded),
    });
  },
  edit(edit, gesture) {
    const { document, past } = get();
    const after = applyEdit(document, edit);
    const last = past.at(-1);
    const together = gesture !== undefined && last?.gesture === gesture;
    const entry: HistoryEntry = together
      ? { edit: { op: 'batch', edits: [last.edit, edit] }, gesture }
      : { edit, gesture: gesture ?? null };
    set({
      document: after,
      past: [...(together ? past.slice(0, -1) : past.slice(-HISTORY)), entry],
      future: [],
      saveState: 'unsaved',
      checked: checker(after, known),
    });
  },
  undo() {
    const { document, past, future } = get();
    const last = past.at(-1);
    if (!last) return;
    const after = applyEdit(document, invertEdit(last.edit));
    set({
      document: after,
      past: past.slice(0, -1),
      future: [...future, last],
      saveState: 'unsaved',
      checked: checker(after, known),
      selection: stillThere(get().selection, after),
    });
  },
  redo() {
    const { document, past, future } = get();
    const next = future.at(-1);
    if (!next) return;
    const after = applyEdit(document, next.edit);
    set({
      document: after,
      past: [...past, { ...next, gesture: null }],
      future: future.slice(0, -1),
      saveState: 'unsaved',
      checked: checker(after, known),
    });
  },
  select(ids) {
    const selection = new Set(ids);
    const before = get().selection;
    if (selection.size === before.size && [...selection].every((id) => before.has(id))) return;
    set({ selection });
  },
  know(facts) {
    known = facts;
    set({ checked: checker(get().document, known) });
  },
  setSaved({ saveState, revision }) {
    set(revision === undefined ? { saveState } : { saveState, revision });
  },
}));

/** Asks whether the graph that is open now still is: what was begun in one, and comes later, belongs in no other. */
export function sameGraph(): () => boolean {
  const begun = opened;
  return () => begun === opened;
}

function stillThere(selection: ReadonlySet<string>, document: GraphDocument): ReadonlySet<string> {
  const ids = new Set([...document.nodes, ...document.notes].map((item) => item.id));
  return new Set([...selection].filter((id) => ids.has(id)));
}
