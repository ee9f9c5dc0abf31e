import { catalogue, loadContracts } from '@/app/catalogue';
import { api } from '@/app/client/api';
import { flatten, upgradeNodes } from '@/graph';
import { type KeptVersion, keptNode } from '@/graph/library';

/** A version never changes, so it is asked for once. */
const asked = new Map<string, Promise<KeptVersion>>();
const MOST = 50;

/** A version of an item as it goes into a graph, once the contracts of all that lies in it are there. @throws ApiProblem, GenloomError */
export function keptVersion(
  item: { readonly id: string; readonly name: string },
  number: number,
): Promise<KeptVersion> {
  const key = `${item.id} ${number}`;
  const known = asked.get(key);
  if (known) return known.then((kept) => ({ ...kept, name: item.name }));
  const fetched = fetchVersion(item, number);
  const [oldest] = asked.keys();
  if (asked.size >= MOST && oldest !== undefined) asked.delete(oldest);
  asked.set(key, fetched);
  fetched.catch(() => asked.delete(key));
  return fetched;
}

async function fetchVersion({ id, name }: { readonly id: string; readonly name: string }, number: number) {
  const { document } = await api.library.version(id, number);
  await loadContracts(flatten(document).nodes.values());
  return { item: id, name, version: number, node: keptNode(upgradeNodes(document, catalogue)) };
}
