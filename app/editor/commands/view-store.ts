import { create } from 'zustand';

export type Sheet = 'palette' | 'inspector' | null;
/** The first is shown until another is chosen. */
export const PANEL_TABS = ['timeline', 'log', 'metrics', 'events', 'problems'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

export interface Fitted {
  readonly view: string;
  readonly whole: boolean;
}

interface ViewStore {
  /** On a narrow screen: which sheet covers the lower part. */
  readonly sheet: Sheet;
  /** Null until the user has folded or unfolded the panel: it then opens with the first run. */
  readonly panelOpen: boolean | null;
  readonly panelTab: PanelTab;
  /** The note that is being written. */
  readonly writing: string | null;
  /** Where the canvas stood when the graph was last fitted into it, all of it or where it begins; null before that. */
  readonly fitted: Fitted | null;
  setSheet(sheet: Sheet): void;
  setPanelOpen(open: boolean): void;
  setPanelTab(tab: PanelTab): void;
  write(note: string | null): void;
  fit(fitted: Fitted | null): void;
}

/** What of the editor is in sight. None of it belongs to the document. */
export const useView = create<ViewStore>()((set) => ({
  sheet: null,
  panelOpen: null,
  panelTab: PANEL_TABS[0],
  writing: null,
  fitted: null,
  setSheet: (sheet) => set({ sheet }),
  setPanelOpen: (panelOpen) => set({ panelOpen }),
  setPanelTab: (panelTab) => set({ panelTab, panelOpen: true }),
  write: (writing) => set({ writing }),
  fit: (fitted) => set({ fitted }),
}));
