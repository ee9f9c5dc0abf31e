import { describe, expect, test } from 'vitest';
import * as items from '@/app/api/library/[itemId]/route';
import * as version from '@/app/api/library/[itemId]/versions/[number]/route';
import * as versions from '@/app/api/library/[itemId]/versions/route';
import * as library from '@/app/api/library/route';
import { node } from '@/app/templates/build';
import { emptyDocument, type GraphDocument, parseDocument } from '@/graph';
import { bodyHash, keptDocument, keptNode, LIBRARY_LIMITS } from '@/graph/library';
import { call, withDatabase } from './support';

withDatabase();

/** A subgraph of one node that nobody here knows, with a setting. */
function document(rate: number, more: object = {}): GraphDocument {
  const inner = node('inside', 'future.node', 0, 0, { rate });
  const body = { nodes: [inner], wires: [], groups: [], notes: [], exposed: [] };
  const folded = { ...node('sub', 'graph.subgraph', 40, 50), body, ...more };
  return { ...emptyDocument('kept', 'Kept'), nodes: [folded] };
}
const keep = async (name = 'Writer', rate = 1) => {
  const { status, body } = await call(library.POST, 'POST', {
    body: { name, description: 'Writes', changes: 'The first', document: document(rate) },
  });
  expect(status).toBe(201);
  return body;
};
const add = (itemId: string, rate: number, changes = '') =>
  call(versions.POST, 'POST', { params: { itemId }, body: { changes, document: document(rate) } });

describe('the library', () => {
  test('keeps an item with versions that are only added; what has not changed adds none, and going back adds one', async () => {
    const item = await keep();
    expect(item).toMatchObject({ name: 'Writer', description: 'Writes', newest: 1 });
    const params = { itemId: String(item.id) };
    const same = await add(item.id, 1, 'Nothing really');
    expect([same.status, same.body.outcome, same.body.version.number]).toEqual([200, 'unchanged', 1]);
    for (const [rate, number] of [
      [2, 2],
      [1, 3],
    ] as const) {
      const added = await add(item.id, rate, `rate ${rate}`);
      expect([added.status, added.body.outcome, added.body.version.number]).toEqual([201, 'added', number]);
    }
    // Two at once have numbers of their own.
    const both = await Promise.all([add(item.id, 4), add(item.id, 5)]);
    expect(both.map(({ body }) => body.version.number).sort()).toEqual([4, 5]);
    const { body } = await call(items.GET, 'GET', { params });
    expect(body.versions.map((one: { number: number }) => one.number)).toEqual([5, 4, 3, 2, 1]);
    const first = await call(version.GET, 'GET', { params: { ...params, number: '1' } });
    const node = keptNode(parseDocument(first.body.document));
    expect([node.body.nodes[0]?.params, node.position, first.body.changes]).toEqual([
      { rate: 1 },
      { x: 0, y: 0 },
      'The first',
    ]);
    expect(first.body.hash).toBe(bodyHash(node.body));
    const listed = (await call(library.GET, 'GET')).body.items;
    expect(listed).toMatchObject([{ id: item.id, newest: 5, versions: [{ number: 5 }] }]);
    await call(items.DELETE, 'DELETE', { params });
  });

  test('is listed by name, renamed, and emptied; a project is told nothing of it', async () => {
    const [b, a] = [await keep('beta'), await keep('Alpha', 2)];
    const names = async () => (await call(library.GET, 'GET')).body.items.map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Alpha', 'beta']);
    const params = { itemId: String(b.id) };
    expect((await call(items.PATCH, 'PATCH', { params, body: { name: ' Aardvark ' } })).status).toBe(204);
    expect(await names()).toEqual(['Aardvark', 'Alpha']);
    expect((await call(items.GET, 'GET', { params })).body).toMatchObject({
      name: 'Aardvark',
      description: 'Writes',
      newest: 1,
    });
    for (const itemId of [a.id, b.id])
      expect((await call(items.DELETE, 'DELETE', { params: { itemId } })).status).toBe(204);
    expect(await names()).toEqual([]);
    for (const answer of [
      await call(items.GET, 'GET', { params }),
      await call(items.PATCH, 'PATCH', { params, body: { name: 'x' } }),
      await call(items.DELETE, 'DELETE', { params }),
      await add(b.id, 3),
      await call(version.GET, 'GET', { params: { ...params, number: '1' } }),
      await call(version.GET, 'GET', { params: { ...params, number: '1e3' } }),
    ])
      expect([answer.status, answer.body.type]).toEqual([404, 'urn:genloom:not-found']);
  });

  test('keeps neither where a node stood nor what it came from, and believes no hash', async () => {
    const hash = 'f'.repeat(64);
    const given = document(1, { title: 'Mine', muted: true, library: { item: 'another', version: 7, hash } });
    const { body } = await call(library.POST, 'POST', { body: { name: 'Sent', document: given, hash } });
    expect(body.versions[0].hash).not.toBe(hash);
    const { body: first } = await call(version.GET, 'GET', { params: { itemId: body.id, number: '1' } });
    expect(Object.keys(first.document.nodes[0]).sort()).toEqual([
      'body',
      'id',
      'params',
      'position',
      'type',
      'version',
    ]);
    await call(items.DELETE, 'DELETE', { params: { itemId: body.id } });
  });

  const long = 'x'.repeat(LIBRARY_LIMITS.words + 1);
  const two = { ...document(1), nodes: [...document(1).nodes, node('b', 'x', 0, 0)] };
  const flat = { ...emptyDocument('kept'), nodes: [node('a', 'x', 0, 0)] };
  const heavy = document(1);
  const large = { ...heavy, nodes: [{ ...heavy.nodes[0], params: { text: 'x'.repeat(LIBRARY_LIMITS.bytes) } }] };
  test.each([
    ['without a name', { document: document(1) }, 422],
    ['of an empty name', { name: '  ', document: document(1) }, 422],
    ['described at too great length', { name: 'a', description: long, document: document(1) }, 422],
    ['whose news are too long', { name: 'a', changes: long, document: document(1) }, 422],
    ['of nothing', { name: 'a' }, 422],
    ['of two nodes', { name: 'a', document: two }, 422],
    ['of a node with nothing inside', { name: 'a', document: flat }, 422],
    ['that is no document', { name: 'a', document: [1] }, 422],
    ['that is too large', { name: 'a', document: large }, 413],
    [
      'that is much too large',
      { name: 'a', document: document(1), more: 'x'.repeat(LIBRARY_LIMITS.bytes + 70_000) },
      413,
    ],
  ])('refuses an item %s', async (_what, body, status) => {
    const answer = await call(library.POST, 'POST', { body });
    expect([answer.status, typeof answer.body.detail]).toEqual([status, 'string']);
    expect((await call(library.GET, 'GET')).body.items).toEqual([]);
  });

  test('says what one node alone is for, and takes nothing from another page', async () => {
    const refused = await call(library.POST, 'POST', { body: { name: 'a', document: two } });
    expect(refused.body).toMatchObject({
      type: 'urn:genloom:document-invalid',
      title: 'This cannot be kept in the library.',
    });
    const foreign = await call(library.POST, 'POST', {
      body: { name: 'a', document: document(1) },
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).toBe(403);
    expect(() => keptDocument(keptNode(large as GraphDocument), 'a')).toThrow('too large');
  });
});
