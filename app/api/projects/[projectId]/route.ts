import { z } from 'zod';
import { projectAnswer } from '@/app/server/answers';
import { readBody } from '@/app/server/body';
import { contentOf, readDocument } from '@/app/server/documents';
import { json, noContent, route } from '@/app/server/handler';
import { notFound, Problem } from '@/app/server/problem';
import { openStore } from '@/app/server/store';
import { LIMITS } from '@/graph';

type Params = { projectId: string };

export const GET = route<Params>(async (_, { projectId }) => {
  const project = await openStore().projects.get(projectId);
  if (!project) throw notFound('project');
  return json(projectAnswer(project), { headers: { ETag: `"${project.revision}"` } });
});

const change = z.union([
  z.object({ name: z.string().trim().min(1).max(LIMITS.title) }),
  z.object({ deleted: z.literal(false) }),
]);

/** Renames a project, or brings a deleted one back. */
export const PATCH = route<Params>(async (request, { projectId }) => {
  const wanted = await readBody(request, change);
  const { projects } = openStore();
  if ('deleted' in wanted) {
    if (!(await projects.restore(projectId)) && !(await projects.get(projectId))) throw notFound('project');
  } else await rename(projectId, wanted.name);
  const project = await projects.get(projectId);
  if (!project) throw notFound('project');
  return json(projectAnswer(project), { headers: { ETag: `"${project.revision}"` } });
});

/** Hides a project; it can be restored for 30 days. */
export const DELETE = route<Params>(async (_, { projectId }) => {
  if (!(await openStore().projects.softDelete(projectId))) throw notFound('project');
  return noContent();
});

/** A document carries its own name, so renaming saves it; while a tab keeps saving, it tries again on what that tab saved. */
async function rename(id: string, name: string): Promise<void> {
  const { projects } = openStore();
  for (let attempt = 0; attempt < 5; attempt++) {
    const project = await projects.get(id);
    if (!project) throw notFound('project');
    const document = { ...readDocument(JSON.parse(project.document)), name };
    const content = { ...contentOf(document), thumbnail: project.thumbnail };
    const saved = await projects.replaceIfCurrent({ id, revision: project.revision, ...content });
    if (saved) return;
  }
  throw new Problem({
    status: 409,
    code: 'busy',
    title: 'Not renamed',
    detail: 'Another tab keeps saving this project. Try again in a moment.',
  });
}
