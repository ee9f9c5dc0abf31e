import type { ExternalToast } from 'sonner';

/** Whether a note was ever wanted, for the place where notes are drawn. */
let wanted = false;
const listeners = new Set<() => void>();
let drawn: () => void = () => {};
const ready = new Promise<void>((resolve) => {
  drawn = resolve;
});

/** What draws notes is loaded with the first one: most pages never show any. */
const tell = (kind: 'info' | 'success' | 'warning' | 'error') => async (title: string, about?: ExternalToast) => {
  wanted = true;
  for (const listener of listeners) listener();
  const [sonner] = await Promise.all([import('sonner'), ready]);
  sonner.toast[kind](title, about);
};

/** Short notes at the edge of the page. */
export const toast = { info: tell('info'), success: tell('success'), warning: tell('warning'), error: tell('error') };

/** Told by the place where notes are drawn, for `useSyncExternalStore`, and by what draws them once it stands. */
export const toasts = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  wanted: () => wanted,
  drawn: () => drawn(),
};
