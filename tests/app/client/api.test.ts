import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as document from '@/app/api/projects/[projectId]/document/route';
import * as project from '@/app/api/projects/[projectId]/route';
import * as run from '@/app/api/projects/[projectId]/runs/[runId]/route';
import * as runs from '@/app/api/projects/[projectId]/runs/route';
import * as version from '@/app/api/projects/[projectId]/versions/[number]/route';
import * as versions from '@/app/api/projects/[projectId]/versions/route';
import * as projects from '@/app/api/projects/route';
import { ApiProblem, api } from '@/app/client/api';
import { parseDocument } from '@/graph';
import { sampleDocument, withDatabase } from '../api/support';

withDatabase();

type Params = Record<string, string>;
type Handler = (request: Request, params: Params) => Promise<Response> | undefined;
const of = <P extends object>(
  module: Partial<Record<string, (request: Request, context: { params: Promise<P> }) => Promise<Response>>>,
  read: (params: Params) => P,
): Handler => {
  return (request, params) => module[request.method]?.(request, { params: Promise.resolve(read(params)) });
};
const text = (value: string | undefined) => value ?? '';
const byProject = ({ projectId }: Params) => ({ projectId: text(projectId) });

/** The real handlers, found as Next finds them, without a server between. */
const routes: readonly (readonly [RegExp, Handler])[] = [
  [/^\/api\/projects$/, of(projects, () => ({}))],
  [/^\/api\/projects\/(?<projectId>[^/]+)$/, of(project, byProject)],
  [/^\/api\/projects\/(?<projectId>[^/]+)\/document$/, of(document, byProject)],
  [/^\/api\/projects\/(?<projectId>[^/]+)\/versions$/, of(versions, byProject)],
  [
    /^\/api\/projects\/(?<projectId>[^/]+)\/versions\/(?<number>[^/]+)$/,
    of(version, (params) => ({ ...byProject(params), number: text(params.number) })),
  ],
  [/^\/api\/projects\/(?<projectId>[^/]+)\/runs$/, of(runs, byProject)],
  [
    /^\/api\/projects\/(?<projectId>[^/]+)\/runs\/(?<runId>[^/]+)$/,
    of(run, (params) => ({ ...byProject(params), runId: text(params.runId) })),
  ],
];

beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request = new Request(new URL(path, 'http://localhost:3000'), { ...init, cache: 'default' });
    const { pathname } = new URL(request.url);
    for (const [pattern, handler] of routes) {
      const found = pattern.exec(pathname);
      const answer = found && handler(request, { ...found.groups });
      if (answer) return answer;
    }
    return new Response('<h1>Not found</h1>', { status: 404 });
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const sample = parseDocument(sampleDocument);

test('a project is made, listed, renamed, duplicated, deleted and restored', async () => {
  const { id } = await api.projects.create({ document: sample });
  expect((await api.projects.list({ search: 'sample' })).map((entry) => entry.id)).toEqual([id]);
  expect((await api.projects.rename(id, 'Other')).name).toBe('Other');
  const copy = await api.projects.duplicate(id);
  expect(copy.name).toBe('Other (copy)');
  await api.projects.delete(copy.id);
  expect((await api.projects.list({ deleted: true })).map((entry) => entry.id)).toEqual([copy.id]);
  expect((await api.projects.restore(copy.id)).id).toBe(copy.id);
});

test('a save in a second tab is a conflict to choose from, not an error', async () => {
  const { id } = await api.projects.create({ document: sample });
  const save = (revision: number, description: string) =>
    api.projects.save(id, { revision, document: { ...sample, description } });
  expect(await save(1, 'first')).toMatchObject({ outcome: 'saved', revision: 2 });
  const conflict = await save(1, 'second');
  if (conflict.outcome !== 'conflict') throw new Error('expected a conflict');
  expect(conflict.current.document.description).toBe('first');
  expect((await api.versions.get(id, conflict.kept.yours)).document.description).toBe('second');
  expect(await save(conflict.current.revision, 'second')).toMatchObject({ outcome: 'saved', revision: 3 });
});

test('versions and runs are kept', async () => {
  const { id } = await api.projects.create({ document: sample });
  const { number } = await api.versions.create(id, 'Good');
  expect((await api.versions.list(id)).map((entry) => entry.number)).toContain(number);
  const { id: runId } = await api.runs.create(id, { backend: 'wasm' });
  await api.runs.change(id, runId, { events: [{ type: 'started' }], metrics: [{ loss: 2 }], outcome: 'finished' });
  expect(await api.runs.get(id, runId)).toMatchObject({ outcome: 'finished', metrics: [{ loss: 2 }] });
  await api.runs.delete(id, runId);
  expect(await api.runs.list(id)).toEqual([]);
});

test('a refusal says what and where', async () => {
  const problem = await api.projects
    .create({ document: { ...sampleDocument, format: 'other' } })
    .catch((error) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ kind: 'server', status: 422, code: 'document-invalid' });
  expect(problem.errors[0].path).toBe('format');
  expect(await api.projects.get('nowhere').catch((error) => error)).toMatchObject({ status: 404, code: 'not-found' });
});

test('an answer that is no problem document still becomes one', async () => {
  const problem = await api.fetchText('https://example.org/').catch((error) => error);
  expect(problem).toMatchObject({ kind: 'server', status: 404 });
});

test('a server that does not answer is a problem of the network, which may be tried again', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await api.projects.list().catch((error) => error)).toMatchObject({ kind: 'network', code: 'network' });
});

test('what the page takes back is an abort, not a problem', async () => {
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => Promise.reject(signal?.reason));
  const aborted = await api.projects.list({}, { signal: AbortSignal.abort() }).catch((error) => error);
  expect(aborted).not.toBeInstanceOf(ApiProblem);
  expect(aborted.name).toBe('AbortError');
});
