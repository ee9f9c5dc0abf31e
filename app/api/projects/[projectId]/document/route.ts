import { z } from 'zod';
import { projectAnswer } from '@/app/server/answers';
import { BODY_LIMIT, readBody } from '@/app/server/body';
import { asProject, contentOf, readDocument, thumbnailSchema } from '@/app/server/documents';
import { json, route } from '@/app/server/handler';
import { notFound, Problem } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

const save = z.object({
  revision: z.number().int().min(1).optional(),
  document: z.unknown(),
  thumbnail: thumbnailSchema.optional(),
});

/**
 * Saves the document over the revision that the page started from (`revision`, or `If-Match`). When another tab was quicker, nothing is
 * lost: the answer (409) holds what is saved now and the numbers of the versions that keep both.
 */
export const PUT = route<{ projectId: string }>(async (request, { projectId }) => {
  const body = await readBody(request, save, BODY_LIMIT.document);
  const revision = body.revision ?? revisionOf(request.headers.get('if-match'));
  const document = asProject(readDocument(body.document), projectId);
  const result = await openStore().projects.saveDocument({
    id: projectId,
    revision,
    ...contentOf(document, body.thumbnail),
  });
  if (!result) throw notFound('project');
  if (result.outcome === 'saved') {
    const { revision, updatedAt } = result;
    return json({ revision, updatedAt }, { headers: { ETag: `"${revision}"` } });
  }
  throw new Problem({
    status: 409,
    code: 'conflict',
    title: 'Another tab saved first',
    detail:
      'This project was changed in another tab. Both states are kept among the versions: choose which one to go on with.',
    more: { current: projectAnswer(result.current), kept: result.kept },
  });
});

function revisionOf(ifMatch: string | null): number {
  const revision = /^"(\d{1,15})"$/.exec(ifMatch ?? '')?.[1];
  if (revision) return Number(revision);
  throw new Problem({
    status: 428,
    code: 'revision-missing',
    title: 'Which revision?',
    detail: 'A save must name the revision that it started from, as `revision` or in If-Match.',
  });
}
