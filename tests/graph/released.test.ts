import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, type GraphDocument, parseDocument, upgradeNodes } from '@/graph';
import { catalogue } from '@/nodes';

const folder = join(import.meta.dirname, '..', 'fixtures', 'documents');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string): GraphDocument => parseDocument(JSON.parse(readFileSync(join(folder, file), 'utf8')));

describe.each(files)('the example of release %s', (file) => {
  test('opens: every node is known, in its newest version, with parameters that still mean something', () => {
    const document = upgradeNodes(read(file), catalogue);
    for (const { type, version } of document.nodes) expect(version, type).toBe(catalogue.get(type)?.version);
    const { problems } = check(document, catalogue);
    const unread = problems.filter(({ code }) =>
      ['params.invalid', 'node.unknown-type', 'wire.unknown-port', 'wire.kind-mismatch'].includes(code),
    );
    expect(unread).toEqual([]);
  });

  test('holds wires, groups and notes, and none is lost', () => {
    const raw: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const { wires, groups, notes } = read(file);
    expect(Math.min(wires.length, groups.length, notes.length)).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify({ wires, groups, notes }))).toEqual({
      wires: Reflect.get(Object(raw), 'wires'),
      groups: Reflect.get(Object(raw), 'groups'),
      notes: Reflect.get(Object(raw), 'notes'),
    });
  });
});

test('every version of every node that was ever released has an example', () => {
  const examples = new Set(files.flatMap((file) => read(file).nodes.map(({ type, version }) => `${type} ${version}`)));
  for (const { type, version } of catalogue.values())
    for (let older = 1; older <= version; older++) expect(examples).toContain(`${type} ${older}`);
});
