import { useSyncExternalStore } from 'react';

const NAME = 'genloom.theme';
const listeners = new Set<() => void>();

/** The theme on screen. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      const system = matchMedia('(prefers-color-scheme: dark)');
      system.addEventListener('change', followSystem);
      return () => {
        listeners.delete(listener);
        system.removeEventListener('change', followSystem);
      };
    },
    () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'),
    () => 'light',
  );
}

/** Changes the theme and remembers it. */
export function toggleTheme(): void {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  localStorage.setItem(NAME, next);
  show(next);
}

/** Who has chosen nothing has what the device has, also when that changes. */
function followSystem({ matches }: MediaQueryListEvent): void {
  if (localStorage.getItem(NAME) === null) show(matches ? 'dark' : 'light');
}

function show(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme;
  for (const listener of listeners) listener();
}
