import { useEffect } from 'react';
import { create } from 'zustand';
import { ApiProblem, api, type LibraryItem } from '@/app/client/api';
import { instancesOf } from '@/graph';
import { useEditor } from '../state/editor-store';

interface LibraryStore {
  /** As the server had them last; null before it was asked. */
  readonly items: readonly LibraryItem[] | null;
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  /** Why they could not be had. */
  readonly problem: string;
  /** The item that its dialog is about. */
  readonly shown: string | null;
  load(): Promise<void>;
  show(item: string): void;
}

/** The personal library, as far as this page knows it. What was known stays where the server is away. */
export const useLibrary = create<LibraryStore>()((set) => {
  let asked = 0;
  return {
    items: null,
    state: 'idle',
    problem: '',
    shown: null,
    show: (shown) => set({ shown }),
    async load() {
      const turn = ++asked;
      set({ state: 'loading' });
      try {
        const items = await api.library.list();
        if (turn === asked) set({ items, state: 'ready', problem: '' });
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        const problem = error.kind === 'network' ? 'The server does not answer.' : error.detail;
        if (turn === asked) set({ state: 'failed', problem });
      }
    },
  };
});

const numbers = new WeakMap<readonly LibraryItem[], ReadonlyMap<string, number>>();

/** What the newest version of an item is, going by what is known; for `useLibrary`. */
export function newestIn({ items }: Pick<LibraryStore, 'items'>): (item: string) => number | undefined {
  if (items === null) return () => undefined;
  const known = numbers.get(items) ?? new Map(items.map(({ id, newest }) => [id, newest]));
  numbers.set(items, known);
  return (item) => known.get(item);
}

/** Where something on the canvas came from the library, asks it for news: at first, and whenever one comes back to this tab. */
export function useLibraryNews(): void {
  const concerned = useEditor(({ root }) => instancesOf(root).length > 0);
  const project = useEditor((state) => state.projectId);
  useEffect(() => {
    if (!concerned || !project) return;
    const ask = () => {
      if (document.visibilityState === 'visible') void useLibrary.getState().load();
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => document.removeEventListener('visibilitychange', ask);
  }, [concerned, project]);
}
