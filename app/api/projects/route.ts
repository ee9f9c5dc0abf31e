import { z } from 'zod';
import { projectAnswer, projectSummaryAnswer } from '@/app/server/answers';
import { BODY_LIMIT, readBody } from '@/app/server/body';
import { asProject, contentOf, readDocument, thumbnailSchema } from '@/app/server/documents';
import { json, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';
import { TEMPLATES } from '@/app/templates';
import { type GraphDocument, LIMITS } from '@/graph';

/** `?search=` looks in names and descriptions; `?deleted=true` lists what was deleted and can be restored. */
export const GET = route(async (request) => {
  const { searchParams } = new URL(request.url);
  const search = (searchParams.get('search') ?? '').slice(0, LIMITS.title);
  const projects = await openStore().projects.list({ search, deleted: searchParams.get('deleted') === 'true' });
  return json({ projects: projects.map(projectSummaryAnswer) });
});

const creation = z.object({
  name: z.string().trim().min(1).max(LIMITS.title).optional(),
  document: z.unknown().optional(),
  template: z.string().max(LIMITS.identifier).optional(),
  duplicateOf: z.string().max(LIMITS.identifier).optional(),
  thumbnail: thumbnailSchema.optional(),
});

/** Makes a project: empty, from a document, from a template, or as a copy of another one. */
export const POST = route(async (request) => {
  const {
    name,
    document: given,
    template,
    duplicateOf,
    thumbnail,
  } = await readBody(request, creation, BODY_LIMIT.document);
  const { projects } = openStore();
  if (duplicateOf !== undefined) {
    const original = await projects.get(duplicateOf);
    if (!original) throw notFound('project');
    const document = readDocument(JSON.parse(original.document));
    const copyName = name ?? `${document.name.slice(0, LIMITS.title - 7)} (copy)`;
    const copy = await projects.create((id) => ({
      ...contentOf(asProject(document, id, copyName)),
      thumbnail: original.thumbnail,
    }));
    return json(projectAnswer(copy), { status: 201, headers: { Location: `/api/projects/${copy.id}` } });
  }
  const document =
    template !== undefined ? templateOf(template) : given === undefined ? undefined : readDocument(given);
  const project = await projects.create((id) => contentOf(asProject(document, id, name), thumbnail));
  return json(projectAnswer(project), { status: 201, headers: { Location: `/api/projects/${project.id}` } });
});

function templateOf(id: string): GraphDocument {
  const found = TEMPLATES.find((template) => template.id === id);
  if (!found) throw notFound('template');
  return found;
}
