import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  DocumentError,
  hash,
  hashJson,
  LIMITS,
  parseDocument,
  parseDocumentText,
  upgradeNodes,
} from '@/graph';
import { graph, node, testCatalogue, textGraphs, wire } from './support';

const refusal = (input: unknown): DocumentError => {
  try {
    parseDocument(input);
  } catch (error) {
    if (error instanceof DocumentError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

describe('a document', () => {
  test('comes back from JSON as it was', () => {
    fc.assert(
      fc.property(textGraphs, (document) => {
        expect(parseDocumentText(JSON.stringify(document))).toEqual(document);
      }),
    );
  });

  test('names every problem with its path', () => {
    const bad = { ...graph([node('a', 'test.source'), node('a', 'test.source')], [wire('a.text', 'ghost.a')]) };
    expect(refusal(bad).problems.map((problem) => problem.path)).toEqual(['nodes.1.id', 'wires.0.to']);
    const worse = { ...graph([]), nodes: [{ ...node('a', 'test.source'), position: { x: 'left', y: 0 }, version: 0 }] };
    expect(refusal(worse).problems.map((problem) => problem.path)).toEqual(['nodes.0.version', 'nodes.0.position.x']);
  });

  test('with 100,000 nodes is refused before anything looks at them', () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => node(`n${index}`, 'test.source'));
    expect(refusal(graph(nodes)).problems).toEqual([
      { path: 'nodes', message: '100,000 are more than the 5,000 a graph may have' },
    ]);
  });

  test('nested too deeply, or with too much text, is refused', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5_000; level++) deep = [deep];
    const nested = { ...graph([]), nodes: [{ ...node('a', 'test.source'), params: { deep } }] };
    expect(refusal(nested).problems[0]?.message).toContain(`${LIMITS.nesting} levels`);
    const long = graph([node('a', 'test.source', { value: 'x'.repeat(LIMITS.bytes + 1) })]);
    expect(refusal(long).problems[0]?.message).toContain('too much text');
  });

  test('from a newer Genloom says so', () => {
    expect(refusal({ ...graph([]), version: 99 }).problems[0]?.message).toContain('newer Genloom');
  });

  test.each([
    ['null', null],
    ['a list', []],
    ['a number', 3],
    ['another format', { format: 'comfyui' }],
  ])('%s is refused', (_, input) => {
    expect(refusal(input).problems.length).toBeGreaterThan(0);
  });

  test('that is not JSON is refused as no graph', () => {
    expect(() => parseDocumentText('{"format": ')).toThrow(DocumentError);
  });

  test('never breaks the reader, whatever it holds', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          parseDocument(input);
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentError);
        }
      }),
    );
  });

  test('keeps nodes of unknown types and brings old ones forward', () => {
    const old = graph([
      { ...node('a', 'test.join', { count: 3 }), version: 1 },
      { ...node('b', 'future.node', { some: ['thing'] }), version: 7 },
    ]);
    const upgraded = upgradeNodes(parseDocument(old), testCatalogue);
    expect(upgraded.nodes).toEqual([node('a', 'test.join', { times: 3 }), old.nodes[1]]);
  });
});

describe('canonical JSON', () => {
  test('is the same for every order of keys and means the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('refuses what JSON cannot say', () => {
    expect(() => canonicalJson({ loss: Number.NaN })).toThrow(TypeError);
    expect(() => canonicalJson([() => 1])).toThrow(TypeError);
  });
});

describe('the hash', () => {
  test('is SHA-256 as FIPS 180-4 publishes it', () => {
    expect(hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashJson({ b: 1, a: 2 })).toBe(hash('{"a":2,"b":1}'));
  });
});
