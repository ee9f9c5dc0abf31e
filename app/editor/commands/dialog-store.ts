import { create } from 'zustand';

export type DialogName =
  | 'commands'
  | 'share'
  | 'versions'
  | 'keys'
  | 'storage'
  | 'history'
  | 'connect'
  | 'result'
  | 'ranking'
  | 'connections';

interface DialogStore {
  readonly open: DialogName | null;
  set(open: DialogName | null): void;
}

/** Which dialog is open; one at a time. */
export const useDialog = create<DialogStore>()((set) => ({ open: null, set: (open) => set({ open }) }));

export const openDialog = (name: DialogName): void => useDialog.getState().set(name);
export const closeDialog = (): void => useDialog.getState().set(null);
