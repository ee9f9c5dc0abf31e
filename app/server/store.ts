import { databaseUrl } from '@/prisma/location';
import { createStore, type Store } from '@/prisma/store';

// Next loads a module once for each route that uses it; the store is shared through the process.
const shared: typeof globalThis & { genloomStore?: { readonly url: string; readonly store: Store } } = globalThis;

/** The store of this server, opened when it is first asked for. */
export function openStore(): Store {
  const url = databaseUrl();
  if (shared.genloomStore?.url !== url) shared.genloomStore = { url, store: createStore(url) };
  return shared.genloomStore.store;
}
