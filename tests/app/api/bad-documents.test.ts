import { describe, expect, test } from 'vitest';
import * as saving from '@/app/api/projects/[projectId]/document/route';
import * as project from '@/app/api/projects/[projectId]/route';
import * as projects from '@/app/api/projects/route';
import { node, wire } from '@/app/templates/build';
import { DOCUMENT_VERSION } from '@/graph';
import { call, sampleDocument, withDatabase } from './support';

withDatabase();

const listed = async () => (await call(projects.GET, 'GET')).body.projects;
const many = Array.from({ length: 100_000 }, () => 0);

/** What cannot be opened, and what the answer says of it. */
const bad: readonly (readonly [string, unknown, RegExp])[] = [
  ['of a newer version', { ...sampleDocument, version: DOCUMENT_VERSION + 1 }, /newer Genloom/],
  ['with 100,000 nodes', { ...sampleDocument, nodes: many }, /100,000 are more than the 5,000/],
  ['of another program', { format: 'comfyui', nodes: [] }, /format/],
  ['that is a list', [1, 2, 3], /expected an object/],
  ['that is text', 'Dear Sir or Madam', /expected an object/],
  ['whose wire leads nowhere', { ...sampleDocument, wires: [wire('a.text → ghost.text')] }, /no node “ghost”/],
  ['with one id twice', { ...sampleDocument, nodes: [node('a', 'x', 0, 0), node('a', 'x', 0, 0)] }, /used twice/],
];

describe('a document', () => {
  test.each(bad)('%s is refused with what would help, and no project is made of it', async (_what, document, says) => {
    const { status, headers, body } = await call(projects.POST, 'POST', { body: { name: 'Bad', document } });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:genloom:document-invalid', status: 422 });
    expect(body.detail).toMatch(says);
    expect(body.detail).toContain('Open a file that was exported from Genloom');
    expect(body.detail).not.toContain(body.title);
    expect(await listed()).toEqual([]);
  });

  test.each(bad)('%s cannot be saved over a good one', async (_what, document, says) => {
    const made = await call(projects.POST, 'POST', { body: { document: sampleDocument } });
    const params = { projectId: String(made.body.id) };
    const answer = await call(saving.PUT, 'PUT', { params, body: { revision: 1, document } });
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(says);
    const kept = await call(project.GET, 'GET', { params });
    expect(kept.body).toMatchObject({ revision: 1, document: { ...sampleDocument, id: params.projectId } });
    await call(project.DELETE, 'DELETE', { params });
  });

  test('with a loop, and with nodes that nobody here knows, is kept as it is: the checker tells of both', async () => {
    const nodes = [node('a', 'future.a', 0, 0, { deep: [1, { more: null }] }), node('b', 'future.b', 0, 0)];
    const document = { ...sampleDocument, nodes, wires: [wire('a.x → b.x'), wire('b.x → a.x')] };
    const { status, body } = await call(projects.POST, 'POST', { body: { document } });
    expect(status).toBe(201);
    expect(body.document).toEqual({ ...document, id: body.id });
  });
});
