import { describe, expect, test } from 'vitest';
import * as document from '@/app/api/projects/[projectId]/document/route';
import * as projects from '@/app/api/projects/route';
import { BODY_LIMIT } from '@/app/server/body';
import { call, sampleDocument, withDatabase } from './support';

withDatabase();

describe('a body', () => {
  test('that is not as expected is answered with a problem that names each place', async () => {
    const { status, headers, body } = await call(projects.POST, 'POST', { body: { name: 7, duplicateOf: [] } });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({ type: 'urn:genloom:invalid', status: 422 });
    expect(typeof body.title).toBe('string');
    expect(typeof body.detail).toBe('string');
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['name', 'duplicateOf']);
  });

  test('that is not JSON is refused, whether it says so or not', async () => {
    expect((await call(projects.POST, 'POST', { body: '{"name": ' })).status).toBe(400);
    const headers = { 'content-type': 'text/plain' };
    expect((await call(projects.POST, 'POST', { body: '{}', headers })).status).toBe(415);
  });

  test('that is too large is refused by its announced length, and while it arrives without one', async () => {
    const announced = await call(projects.POST, 'POST', {
      body: '{}',
      headers: { 'content-length': String(BODY_LIMIT.document + 1) },
    });
    expect(announced.status).toBe(413);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    };
    const request = new Request('http://localhost:3000/api/projects/x/document', init);
    const response = await document.PUT(request, { params: Promise.resolve({ projectId: 'x' }) });
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(12);
  });

  test('of invalid UTF-8 is refused', async () => {
    const request = new Request('http://localhost:3000/api/projects', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]),
    });
    expect((await projects.POST(request, { params: Promise.resolve({}) })).status).toBe(400);
  });

  test('with a hundred thousand nodes is refused with a sentence', async () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => ({ id: `n${index}` }));
    const { status, body } = await call(projects.POST, 'POST', { body: { document: { ...sampleDocument, nodes } } });
    expect(status).toBe(422);
    expect(body.detail).toContain('100,000');
  });
});

describe('a sender', () => {
  const make = (headers: Record<string, string>) => call(projects.POST, 'POST', { body: { name: 'x' }, headers });

  test('on another site changes nothing', async () => {
    const foreign: readonly Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://example.org' },
      { origin: 'http://localhost:9999' },
      { origin: 'null' },
    ];
    for (const headers of foreign) expect((await make(headers)).status).toBe(403);
    expect((await call(projects.GET, 'GET')).body.projects).toEqual([]);
  });

  test('of the page itself, or without a browser, is served', async () => {
    expect((await make({ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' })).status).toBe(201);
    expect((await make({})).status).toBe(201);
  });

  test('that reaches the server under a foreign name reads nothing', async () => {
    const read = (host: string) => call(projects.GET, 'GET', { headers: { host } });
    expect((await read('rebound.example.org')).status).toBe(403);
    expect((await read('localhost.example.org:3000')).status).toBe(403);
    expect((await read('127.0.0.1:3000')).status).toBe(200);
    expect((await read('[::1]:3000')).status).toBe(200);
  });
});
