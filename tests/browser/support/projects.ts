import { z } from 'zod';
import { type GraphDocument, parseDocument } from '@/graph';
import { baseUrl } from './browser';

/** Makes a project through the route that the page uses, and says its id. */
export async function createProject(name: string, document?: unknown): Promise<string> {
  const response = await fetch(`${baseUrl}/api/projects`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, ...(document === undefined ? {} : { document }) }),
  });
  if (!response.ok) throw new Error(`creating a project answered ${response.status}: ${await response.text()}`);
  return z.object({ id: z.string() }).parse(await response.json()).id;
}

/** The document of a project as the server keeps it. */
export async function savedDocument(id: string): Promise<GraphDocument> {
  const answer = await fetch(`${baseUrl}/api/projects/${id}`);
  return parseDocument(z.object({ document: z.unknown() }).parse(await answer.json()).document);
}
