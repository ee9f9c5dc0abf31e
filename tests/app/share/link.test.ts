import fc from 'fast-check';
import { strToU8, zlibSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { decodeLink, encodeLink, LINK_LIMITS } from '@/app/share/link';
import { TEMPLATES } from '@/app/templates';
import { emptyDocument, GenloomError, LIMITS } from '@/graph';

const packed = (text: string) => `g1.${Buffer.from(zlibSync(strToU8(text), { level: 9 })).toString('base64url')}`;

describe('a link', () => {
  test.each(TEMPLATES.map((template) => [template.id, template] as const))('carries the template %s', (_, template) => {
    expect(decodeLink(`#${encodeLink(template)}`)).toEqual(template);
  });

  test('carries names and texts of any letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const document = { ...emptyDocument('a', name), description: name };
        expect(decodeLink(encodeLink(document))).toEqual(document);
      }),
    );
  });

  test('that is cut anywhere is refused with a way on, never read as another graph', () => {
    const link = encodeLink(TEMPLATES[0] ?? emptyDocument('a'));
    for (const length of [0, 1, 3, 40, Math.floor(link.length / 2), link.length - 1])
      expect(() => decodeLink(link.slice(0, length))).toThrow(GenloomError);
  });

  test('that unpacks to more than a document may be is refused while it unpacks', () => {
    const bomb = packed(' '.repeat(LIMITS.bytes + 1));
    expect(bomb.length).toBeLessThan(LINK_LIMITS.characters);
    expect(() => decodeLink(bomb)).toThrow('This link is damaged or cut short.');
  });

  test('that holds something else than a graph says what is wrong', () => {
    expect(() => decodeLink(packed('{"format":"other"}'))).toThrow('This is not a graph that Genloom can open.');
  });

  test('is not made of a text that no link can hold', () => {
    const noise = Array.from({ length: 18_000 }, (_, index) => ((index * 7_919) ** 2 % 1e9).toString(36)).join('');
    const long = { ...emptyDocument('a'), notes: [] };
    const nodes = [
      { id: 'text', type: 'source.text', version: 1, params: { text: noise }, position: { x: 0, y: 0 } },
    ] as const;
    expect(() => encodeLink({ ...long, nodes })).toThrow('It holds too much text');
  });
});
