import { create } from 'zustand';

export type Sheet = 'palette' | 'inspector' | null;
export type PanelTab = 'timeline' | 'log' | 'metrics' | 'events' | 'problems';

interface ViewStore {
  /** On a narrow screen: which sheet covers the lower part. */
  readonly sheet: Sheet;
  /** Null until the user has folded or unfolded the panel: it then opens with the first run. */
  readonly panelOpen: boolean | null;
  readonly panelTab: PanelTab;
  /** The note that is being written. */
  readonly writing: string | null;
  /** Where the canvas stood when the whole graph was last fitted into it; null before that. */
  readonly fitted: string | null;
  setSheet(sheet: Sheet): void;
  setPanelOpen(open: boolean): void;
  setPanelTab(tab: PanelTab): void;
  write(note: string | null): void;
  fit(view: string | null): void;
}

/** What of the editor is in sight. None of it belongs to the document. */
export const useView = create<ViewStore>()((set) => ({
  sheet: null,
  panelOpen: null,
  panelTab: 'timeline',
  writing: null,
  fitted: null,
  setSheet: (sheet) => set({ sheet }),
  setPanelOpen: (panelOpen) => set({ panelOpen }),
  setPanelTab: (panelTab) => set({ panelTab, panelOpen: true }),
  write: (writing) => set({ writing }),
  fit: (fitted) => set({ fitted }),
}));
