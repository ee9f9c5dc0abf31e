import { type AnyContract, type NodeEntry, readDirectory } from '@/graph';
import { directory } from './generated/directory';
import { families } from './generated/families';

/** An entry for every node there is, in the order of the palette. */
export const entries: ReadonlyMap<string, NodeEntry> = readDirectory(directory);

/** The contracts of the family that a type belongs to, the first word of its name; none where nobody knows it. Rejects where they cannot be loaded. */
export async function loadFamily(type: string): Promise<readonly AnyContract[]> {
  const [family = ''] = type.split('.');
  const load = Object.hasOwn(families, family) ? families[family] : undefined;
  return load ? Object.values(await load()) : [];
}
