import { catalogue } from '@/app/catalogue';
import { api, type LibraryVersionSummary } from '@/app/client/api';
import { levelChanges } from '@/app/panels/versions/describe-changes';
import type { GraphBody, InstanceNode } from '@/graph';
import { isChanged, type KeptVersion, outsideChanges, withoutPorts } from '@/graph/library';
import { keptVersion } from './kept-versions';

/** What a newer version of a node brings. */
export interface News {
  readonly kept: KeptVersion;
  /** What the versions since then say of themselves, the newest first. */
  readonly words: readonly LibraryVersionSummary[];
  readonly differences: readonly string[];
  /** What was changed here by hand since; empty where nothing was. */
  readonly byHand: readonly string[];
}

/** Looks up what is between a node and a version of its item. @throws ApiProblem, GenloomError */
export async function newsFor(node: InstanceNode, to: number): Promise<News> {
  const { item: id, version } = node.library;
  const item = await api.library.get(id);
  const [kept, before] = await Promise.all([keptVersion(item, to), keptVersion(item, version)]);
  return {
    kept,
    words: item.versions.filter(({ number }) => number > version && number <= to),
    differences: bodyChanges(before.node.body, kept.node.body),
    byHand: changesByHand(node, before.node.body),
  };
}

/** What was changed in a node since it came from the library, in words. */
export function changesByHand(node: InstanceNode, asKept: GraphBody): readonly string[] {
  if (!isChanged(node, asKept)) return [];
  const lines = bodyChanges(asKept, node.body);
  return lines.length > 0 ? lines : ['Something that is not told in words'];
}

/** Whether what lies in a node is another than its version in the library has. @throws ApiProblem, GenloomError */
export async function isChangedHere(
  node: InstanceNode,
  item: { readonly id: string; readonly name: string },
): Promise<boolean> {
  if (!isChanged(node)) return false;
  return isChanged(node, (await keptVersion(item, node.library.version)).node.body);
}

/** What differs between two graphs inside a node: first what those outside see of it. */
function bodyChanges(before: GraphBody, after: GraphBody): readonly string[] {
  const { added, removed, renamed, altered, settingsAdded, settingsRemoved } = outsideChanges(before, after, catalogue);
  const told = (words: string, list: readonly string[]) => (list.length > 0 ? [`${words}: ${list.join(', ')}`] : []);
  return [
    ...told('New', added),
    ...told('Gone', removed),
    ...told('Renamed', renamed),
    ...told('Takes or gives something else', altered),
    ...told('Set from outside now', settingsAdded),
    ...told('No longer set from outside', settingsRemoved),
    ...levelChanges(withoutPorts(before), withoutPorts(after)),
  ];
}
