import { create } from 'zustand';
import { catchTyping } from './typed-ahead';

export type DialogName =
  | 'commands'
  | 'share'
  | 'app'
  | 'versions'
  | 'keys'
  | 'storage'
  | 'history'
  | 'connect'
  | 'result'
  | 'ranking'
  | 'connections'
  | 'web'
  | 'memory'
  | 'mcp'
  | 'served'
  | 'keep'
  | 'library-item'
  | 'library-updates';

interface DialogStore {
  readonly open: DialogName | null;
  set(open: DialogName | null): void;
}

/** Which dialog is open; one at a time. */
export const useDialog = create<DialogStore>()((set) => ({ open: null, set: (open) => set({ open }) }));

/** Dialogs that one types into at once. */
const SEARCHED: ReadonlySet<DialogName> = new Set(['commands', 'connect']);

export function openDialog(name: DialogName): void {
  useDialog.getState().set(name);
  if (SEARCHED.has(name)) catchTyping({ isOpen: () => useDialog.getState().open === name, close: closeDialog });
}

export const closeDialog = (): void => useDialog.getState().set(null);
