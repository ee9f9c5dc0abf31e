import { z } from 'zod';
import { explanationOf, GenloomError, LIMITS } from '@/graph';
import { bodyHash, keptDocument, keptNode, LIBRARY_LIMITS } from '@/graph/library';
import type { LibraryItem, LibraryVersion } from '@/prisma/store';
import { readDocument } from './documents';
import { Problem } from './problem';

const name = z.string().trim().min(1).max(LIMITS.title);
const words = z.string().trim().max(LIBRARY_LIMITS.words);

export const newItem = z.object({
  name,
  description: words.default(''),
  changes: words.default(''),
  document: z.unknown(),
});
export const newVersion = z.object({ changes: words.default(''), document: z.unknown() });
export const described = z
  .object({ name: name.optional(), description: words.optional() })
  .refine(
    (change) => change.name !== undefined || change.description !== undefined,
    'a name or a description is needed',
  );

/** Room for a version, its words, and what JSON needs around them. */
export const KEPT_LIMIT = LIBRARY_LIMITS.bytes + 64 * 1024;

/** What is kept of a document that came from outside: its one node. The hash is worked out here, so that none can be claimed. */
export function contentOf({ changes, document }: { readonly changes: string; readonly document?: unknown }) {
  const read = readDocument(document);
  const node = keptNode(read);
  try {
    const kept = keptDocument(node, read.name, read.variables);
    return { changes, hash: bodyHash(keptNode(kept).body), document: JSON.stringify(kept) };
  } catch (error) {
    if (!(error instanceof GenloomError)) throw error;
    const { title } = error;
    throw new Problem({ status: 413, code: 'too-large', title, detail: explanationOf(error) });
  }
}

/** A list has the newest version of each item alone, and so does its answer. */
export function itemAnswer({ versions, ...item }: LibraryItem) {
  return { ...item, newest: versions[0]?.number ?? 0, versions };
}

/** A version may be older than the present shape of documents: reading it brings it forward. */
export function keptAnswer({ document, ...version }: LibraryVersion) {
  return { ...version, document: readDocument(JSON.parse(document)) };
}

export const full = (what: 'items' | 'versions'): Problem =>
  new Problem({
    status: 409,
    code: 'library-full',
    title: 'The library is full',
    detail:
      what === 'items'
        ? `It holds ${LIBRARY_LIMITS.items.toLocaleString('en')} items. Delete one that you need no more, then save again.`
        : `This item has ${LIBRARY_LIMITS.versions.toLocaleString('en')} versions. Save it as an item of its own.`,
  });
