import { create } from 'zustand';
import type { Kind } from '@/graph';

/** A wire that is being drawn, so that ports can show whether it may end at them. */
export interface Connecting {
  readonly node: string;
  readonly port: string;
  readonly kind: Kind;
  /** `output`: drawn from an output, so inputs light up. */
  readonly direction: 'output' | 'input';
}
export interface QuickAdd extends Connecting {
  /** Where the new node is to stand, in the graph. */
  readonly position: { readonly x: number; readonly y: number };
  /** Where the list is to open, on screen. */
  readonly screen: { readonly x: number; readonly y: number };
}

interface ConnectingStore {
  readonly connecting: Connecting | null;
  readonly quickAdd: QuickAdd | null;
  begin(connecting: Connecting): void;
  end(): void;
  openQuickAdd(quickAdd: QuickAdd): void;
  closeQuickAdd(): void;
}

export const useConnecting = create<ConnectingStore>()((set) => ({
  connecting: null,
  quickAdd: null,
  begin: (connecting) => set({ connecting }),
  end: () => set({ connecting: null }),
  openQuickAdd: (quickAdd) => set({ quickAdd, connecting: null }),
  closeQuickAdd: () => set({ quickAdd: null }),
}));
