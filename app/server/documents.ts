import { z } from 'zod';
import type { Rectangle } from '@/app/client/api';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';
import { emptyDocument, type GraphDocument, parseDocument } from '@/graph';
import type { ProjectContent } from '@/prisma/projects';

const coordinate = z.number().min(-1e7).max(1e7);
/** The nodes of a graph as rectangles, each in the hue of its phase, and what each one feeds: enough for the picture on the home page. */
export const thumbnailSchema = z
  .array(
    z.object({
      x: coordinate,
      y: coordinate,
      width: coordinate,
      height: coordinate,
      phase: z.string().max(32).optional(),
      feeds: z.array(z.number().int().min(0).max(1_000)).max(1_000).optional(),
    }),
  )
  .max(1_000);

/** Reads a document that came from outside. @throws DocumentError */
export function readDocument(input: unknown): GraphDocument {
  return parseDocument(input);
}

/** What the store keeps of a document. */
export function contentOf(
  document: GraphDocument,
  thumbnail: readonly Rectangle[] = thumbnailOf(document),
): ProjectContent {
  return {
    name: document.name,
    description: document.description,
    document: JSON.stringify(document),
    thumbnail: JSON.stringify(thumbnail),
  };
}

/** The same graph as a project of its own, perhaps under another name. */
export function asProject(document: GraphDocument | undefined, id: string, name?: string): GraphDocument {
  const source = document ?? emptyDocument(id);
  return { ...source, id, name: name ?? source.name };
}
