import { describe, expect, test } from 'vitest';
import * as document from '@/app/api/projects/[projectId]/document/route';
import * as project from '@/app/api/projects/[projectId]/route';
import * as run from '@/app/api/projects/[projectId]/runs/[runId]/route';
import * as runs from '@/app/api/projects/[projectId]/runs/route';
import * as version from '@/app/api/projects/[projectId]/versions/[number]/route';
import * as versions from '@/app/api/projects/[projectId]/versions/route';
import * as projects from '@/app/api/projects/route';
import { call, sampleDocument, withDatabase } from './support';

withDatabase();

async function created(body: unknown = { document: sampleDocument }) {
  const answer = await call(projects.POST, 'POST', { body });
  expect(answer.status).toBe(201);
  return { id: String(answer.body.id), body: answer.body, params: { projectId: String(answer.body.id) } };
}

describe('projects', () => {
  test('are made empty, from a document, or as a copy', async () => {
    const empty = await created({ name: 'Mine' });
    expect(empty.body).toMatchObject({
      name: 'Mine',
      revision: 1,
      document: { name: 'Mine', id: empty.id, nodes: [] },
    });
    const whole = await created();
    expect(whole.body.document).toEqual({ ...sampleDocument, id: whole.id });
    expect(whole.body.thumbnail).toEqual([{ x: 10, y: 20, width: 208, height: 120 }]);
    const copy = await created({ duplicateOf: whole.id });
    expect(copy.body.document).toEqual({ ...sampleDocument, id: copy.id, name: 'Sample (copy)' });
    const list = await call(projects.GET, 'GET', { query: '?search=sample' });
    expect(list.body.projects.map(({ id }: { id: string }) => id).sort()).toEqual([whole.id, copy.id].sort());
  });

  test('are made from a template, with its picture', async () => {
    const { body } = await created({ template: 'tokenizers' });
    expect(body.document.nodes).toHaveLength(5);
    expect(body.thumbnail[0]).toMatchObject({ phase: 'prepare', feeds: [1, 2, 3] });
    expect((await call(projects.POST, 'POST', { body: { template: 'none' } })).status).toBe(404);
  });

  test('are renamed, also inside of the document', async () => {
    const { params } = await created();
    expect((await call(project.PATCH, 'PATCH', { params, body: { name: 'Other' } })).status).toBe(200);
    const read = await call(project.GET, 'GET', { params });
    expect(read.body).toMatchObject({ name: 'Other', revision: 2, document: { name: 'Other' } });
    expect(read.headers.get('etag')).toBe('"2"');
  });

  test('are deleted and come back', async () => {
    const { params, id } = await created();
    expect((await call(project.DELETE, 'DELETE', { params })).status).toBe(204);
    expect((await call(project.GET, 'GET', { params })).status).toBe(404);
    const deleted = await call(projects.GET, 'GET', { query: '?deleted=true' });
    expect(deleted.body.projects.map((entry: { id: string }) => entry.id)).toContain(id);
    expect((await call(project.PATCH, 'PATCH', { params, body: { deleted: false } })).body.id).toBe(id);
  });
});

describe('saving', () => {
  test('needs the revision it started from, in the body or in If-Match', async () => {
    const { params } = await created();
    const save = (extra: object, headers = {}) =>
      call(document.PUT, 'PUT', { params, body: { document: sampleDocument, ...extra }, headers });
    expect((await save({})).status).toBe(428);
    expect((await save({ revision: 1 })).body.revision).toBe(2);
    expect((await save({}, { 'if-match': '"2"' })).headers.get('etag')).toBe('"3"');
  });

  test('in two tabs answers the second with both versions kept', async () => {
    const { params, id } = await created();
    const mine = { ...sampleDocument, description: 'mine' };
    const theirs = { ...sampleDocument, description: 'theirs' };
    await call(document.PUT, 'PUT', { params, body: { revision: 1, document: theirs } });
    const answer = await call(document.PUT, 'PUT', { params, body: { revision: 1, document: mine } });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: 'urn:genloom:conflict',
      current: { revision: 2, document: { ...theirs, id } },
    });
    const kept = async (number: number) =>
      (await call(version.GET, 'GET', { params: { ...params, number: String(number) } })).body.document;
    expect(await kept(answer.body.kept.yours)).toEqual({ ...mine, id });
    expect(await kept(answer.body.kept.theirs)).toEqual({ ...theirs, id });
  });

  test('a document with mistakes is refused with the path of each', async () => {
    const { params } = await created();
    const wrong = { ...sampleDocument, nodes: [{ ...sampleDocument.nodes[0], version: 0 }] };
    const answer = await call(document.PUT, 'PUT', { params, body: { revision: 1, document: wrong } });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.type).toBe('urn:genloom:document-invalid');
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(['nodes.0.version']);
  });
});

describe('versions and runs', () => {
  test('a named version keeps what was saved', async () => {
    const { params, id } = await created();
    const kept = await call(versions.POST, 'POST', { params, body: { name: 'First idea' } });
    expect(kept.status).toBe(201);
    const list = await call(versions.GET, 'GET', { params });
    expect(list.body.versions[0]).toMatchObject({ name: 'First idea', automatic: false });
    const read = await call(version.GET, 'GET', { params: { ...params, number: String(kept.body.number) } });
    expect(read.body.document).toEqual({ ...sampleDocument, id });
    for (const number of ['99', '-1', 'x', '1e3'])
      expect((await call(version.GET, 'GET', { params: { ...params, number } })).status).toBe(404);
  });

  test('a run takes events while it goes, and its outcome', async () => {
    const { params } = await created();
    const begun = await call(runs.POST, 'POST', { params, body: { backend: 'wasm' } });
    expect(begun.body).toMatchObject({ number: 1, outcome: 'running' });
    const runParams = { ...params, runId: String(begun.body.id) };
    await call(run.PATCH, 'PATCH', { params: runParams, body: { events: [{ type: 'started' }] } });
    const ended = await call(run.PATCH, 'PATCH', {
      params: runParams,
      body: { metrics: [{ loss: 1.5 }], outcome: 'finished', summary: { best: 1.5 } },
    });
    expect(ended.body).toMatchObject({ outcome: 'finished', summary: { best: 1.5 } });
    const read = await call(run.GET, 'GET', { params: runParams });
    expect(read.body).toMatchObject({ events: [{ type: 'started' }], metrics: [{ loss: 1.5 }] });
    expect((await call(runs.GET, 'GET', { params })).body.runs).toHaveLength(1);
    expect((await call(run.DELETE, 'DELETE', { params: runParams })).status).toBe(204);
    expect((await call(run.GET, 'GET', { params: runParams })).status).toBe(404);
  });

  test('deleting a run leaves the others; one that is not there is answered with a problem', async () => {
    const { params } = await created();
    const ids: string[] = [];
    for (const backend of ['wasm', 'webgl'])
      ids.push(String((await call(runs.POST, 'POST', { params, body: { backend } })).body.id));
    const runParams = { ...params, runId: ids[0] ?? '' };
    expect((await call(run.DELETE, 'DELETE', { params: runParams })).status).toBe(204);
    expect((await call(runs.GET, 'GET', { params })).body.runs.map(({ id }: { id: string }) => id)).toEqual([ids[1]]);
    for (const gone of [runParams, { ...params, runId: '../x' }, { projectId: 'nowhere', runId: ids[1] ?? '' }]) {
      const { status, headers, body } = await call(run.DELETE, 'DELETE', { params: gone });
      expect(status).toBe(404);
      expect(headers.get('content-type')).toBe('application/problem+json');
      expect(body).toMatchObject({ type: 'urn:genloom:not-found', status: 404 });
    }
    expect((await call(runs.GET, 'GET', { params })).body.runs).toHaveLength(1);
  });
});
