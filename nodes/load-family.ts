import type { AnyContract } from '@/graph';
import { families } from './generated/families';

/** The family that a type belongs to, the first word of its name; null where there is none. */
export function familyOf(type: string): string | null {
  const [family = ''] = type.split('.');
  return Object.hasOwn(families, family) ? family : null;
}

/** The contracts of a family. Rejects where they cannot be loaded. */
export async function loadFamily(family: string): Promise<readonly AnyContract[]> {
  const load = Object.hasOwn(families, family) ? families[family] : undefined;
  return load ? Object.values(await load()) : [];
}
