import { useSyncExternalStore } from 'react';

const NAME = 'genloom.theme';
const listeners = new Set<() => void>();

/** The theme on screen. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'),
    () => 'light',
  );
}

/** Changes the theme and remembers it. */
export function toggleTheme(): void {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset.theme = next;
  localStorage.setItem(NAME, next);
  for (const listener of listeners) listener();
}
