import { create } from 'zustand';
import type { Kind } from '@/graph';
import type { Bridge, Gap } from '@/graph/check/bridge';
import { catchTyping } from '../commands/typed-ahead';

interface Point {
  readonly x: number;
  readonly y: number;
}
/** A wire that is being drawn, so that ports can show whether it may end at them. */
export interface Connecting {
  readonly node: string;
  readonly port: string;
  readonly kind: Kind;
  /** `output`: drawn from an output, so inputs light up. */
  readonly direction: 'output' | 'input';
}
/** A list of nodes to add. */
export interface QuickAdd {
  /** The open end of a wire that asks for what fits; null offers everything. */
  readonly from: Connecting | null;
  /** Where the new node is to stand, in the graph. */
  readonly position: Point;
  /** Where the list is to open, on screen. */
  readonly screen: Point;
}
/** Nodes that may be put where a wire does not fit. */
export interface BridgeOffer {
  readonly gap: Gap;
  /** Why the wire does not fit. */
  readonly why: string;
  readonly bridges: readonly Bridge[];
  /** Where the list is to open, on screen. */
  readonly screen: Point;
}
/** What a context menu is about, and where it opens. */
export interface CanvasMenuAt {
  readonly about: 'canvas' | 'node' | 'note' | 'wire';
  readonly screen: Point;
}

interface ConnectingStore {
  readonly connecting: Connecting | null;
  readonly quickAdd: QuickAdd | null;
  readonly menu: CanvasMenuAt | null;
  readonly offer: BridgeOffer | null;
  begin(connecting: Connecting): void;
  end(): void;
  openQuickAdd(quickAdd: QuickAdd): void;
  closeQuickAdd(): void;
  openMenu(menu: CanvasMenuAt): void;
  closeMenu(): void;
  openOffer(offer: BridgeOffer): void;
  closeOffer(): void;
}

/** What hangs at the pointer over the canvas: a wire, a list of nodes, a menu. */
export const useConnecting = create<ConnectingStore>()((set, get) => ({
  connecting: null,
  quickAdd: null,
  menu: null,
  offer: null,
  begin: (connecting) => set({ connecting }),
  end: () => set({ connecting: null }),
  openQuickAdd(quickAdd) {
    set({ quickAdd, connecting: null, menu: null, offer: null });
    catchTyping({ isOpen: () => get().quickAdd === quickAdd, close: get().closeQuickAdd });
  },
  closeQuickAdd: () => set({ quickAdd: null }),
  openMenu: (menu) => set({ menu, quickAdd: null, offer: null }),
  closeMenu: () => set({ menu: null }),
  openOffer: (offer) => set({ offer, connecting: null, quickAdd: null, menu: null }),
  closeOffer: () => set({ offer: null }),
}));
