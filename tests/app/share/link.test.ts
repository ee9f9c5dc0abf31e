import fc from 'fast-check';
import { zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, isLoopback, LINK_LIMITS } from '@/app/share/link';
import { TEMPLATES } from '@/app/templates';
import { describeError, GenloomError, type GraphDocument, type UserFacingError } from '@/graph';
import { graph, node, textGraphs } from '../../graph/support';

const refusalOf = (use: () => unknown): UserFacingError => {
  try {
    use();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(GenloomError);
    return describeError(thrown);
  }
  throw new Error('nothing was refused');
};
const packed = (bytes: Uint8Array) => `g1.${Buffer.from(zlibSync(bytes, { level: 9 })).toString('base64url')}`;

test('a link gives back the graph that it was made from', () => {
  fc.assert(
    fc.property(textGraphs, (document) => {
      expect(decodeLink(`#${encodeLink(document)}`)).toEqual(document);
    }),
  );
});

test('a graph of 200 nodes fits, one more is sent as a file', () => {
  const of = (count: number): GraphDocument =>
    graph(Array.from({ length: count }, (_, index) => node(`n${index}`, 'test.source', { value: `text ${index}` })));
  expect(decodeLink(encodeLink(of(LINK_LIMITS.nodes))).nodes).toHaveLength(LINK_LIMITS.nodes);
  const refusal = refusalOf(() => encodeLink(of(LINK_LIMITS.nodes + 1)));
  expect(refusal.code).toBe('link.too-large');
  expect(refusal.fix).toContain('file');
});

test('nodes inside others count too', () => {
  const inside = graph(
    Array.from({ length: LINK_LIMITS.nodes }, (_, index) => node(`n${index}`, 'test.source')),
    [],
  );
  const outside = graph([{ ...node('g', 'graph.subgraph'), body: { ...inside, exposed: [] } }], []);
  expect(refusalOf(() => encodeLink(outside)).detail).toContain('201');
});

describe('a hostile link', () => {
  const link = encodeLink(graph([node('a', 'test.source', { value: 'x' })]));
  test.each([
    ['nothing', '', 'link.damaged'],
    ['no link of ours', 'section-2', 'link.damaged'],
    ['no base64', 'g1.%%%', 'link.damaged'],
    ['no zlib', 'g1.AAAA', 'link.damaged'],
    ['nothing behind the prefix', 'g1.', 'link.damaged'],
    ['a link that was cut', link.slice(0, -12), 'link.damaged'],
    ['too much', `g1.${'A'.repeat(4 * LINK_LIMITS.characters)}`, 'link.too-long'],
    ['a bomb', packed(new Uint8Array(64 * 1024 * 1024)), 'link.bomb'],
    ['bytes that are no text', packed(Uint8Array.of(0xff, 0xfe)), 'document.invalid'],
    ['another document', packed(Buffer.from('{"format":"comfyui"}')), 'document.invalid'],
  ])('%s is refused with a way on', (_what, fragment, code) => {
    const refusal = refusalOf(() => decodeLink(`#${fragment}`));
    expect(refusal.code).toBe(code);
    expect(refusal.title).toMatch(/\.$/);
    expect(refusal.fix?.length).toBeGreaterThan(20);
  });

  test('never breaks the reader, whatever was changed in it', () => {
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (place, other) => {
        try {
          decodeLink(link.slice(0, place) + other + link.slice(place + other.length));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(GenloomError);
        }
      }),
    );
  });
});

test.each(TEMPLATES.map((template) => [template.id, template] as const))('carries the template %s', (_, template) => {
  expect(decodeLink(`#${encodeLink(template)}`)).toEqual(template);
});

test('a text that no link can hold is sent as a file', () => {
  const noise = Array.from({ length: 18_000 }, (_, index) => ((index * 7_919) ** 2 % 1e9).toString(36)).join('');
  const refusal = refusalOf(() => encodeLink(graph([node('text', 'source.text', { text: noise })])));
  expect(refusal.detail).toContain('too much text');
});

test('a link to this computer is known as one', () => {
  expect(['localhost', 'genloom.localhost', '127.0.0.1', '127.1.2.3', '[::1]'].map(isLoopback)).not.toContain(false);
  expect(['genloom.example', '192.168.1.4', 'localhost.example', '127.0.0.1.example'].map(isLoopback)).not.toContain(
    true,
  );
});
