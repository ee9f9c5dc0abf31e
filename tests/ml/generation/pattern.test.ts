import { expect, test } from 'vitest';
import { createHolder } from '@/ml/generation/hold';
import { compilePattern, PatternError } from '@/ml/generation/pattern';
import { createRandom, type Random } from '@/ml/random';

const along = (source: string, text: string) => {
  const pattern = compilePattern(source);
  return pattern.accepts(Array.from(text).reduce(pattern.next, pattern.start));
};

/** A pattern over a, b and c, drawn. */
function drawn(random: Random, depth: number): string {
  const inner = () => drawn(random, depth - 1);
  const kinds = depth === 0 ? 4 : 8;
  const atom = ['a', 'b', '[ab]', '[^a]'];
  const kind = random.int(kinds);
  if (kind < 4) return atom[kind] ?? 'a';
  if (kind === 4) return `${inner()}${inner()}`;
  if (kind === 5) return `(?:${inner()}|${inner()})`;
  if (kind === 6) return `(${inner()})${['*', '+', '?'][random.int(3)]}`;
  return `(${inner()})${['{2}', '{1,}', '{0,2}', '{1,3}'][random.int(4)]}`;
}

test('a pattern matches what JavaScript’s own regular expressions match', () => {
  const random = createRandom('patterns');
  let matched = 0;
  for (let round = 0; round < 300; round++) {
    const source = drawn(random, 3);
    const known = new RegExp(`^(?:${source})$`, 'u');
    for (let tries = 0; tries < 12; tries++) {
      const text = Array.from({ length: random.int(7) }, () => 'abc'[random.int(3)]).join('');
      expect(along(source, text), `${source} and ${text}`).toBe(known.test(text));
      if (known.test(text)) matched++;
    }
  }
  expect(matched).toBeGreaterThan(200);
});

test('it knows signs beyond the first plane, escapes and classes, and says where it cannot read', () => {
  expect(along('[⠀-⠿]{2}⟧\\n', '⠋⠲⟧\n')).toBe(true);
  expect(along('😀+\\d{2}\\.', '😀😀42.')).toBe(true);
  expect(along('[\\w-]+', 'a-b_1')).toBe(true);
  for (const wrong of ['(a', 'a)', '[a', '*a', 'a{2', 'a{3,2}', '^a', '(?=a)', '(a)\\1', '[b-a]'])
    expect(() => compilePattern(wrong), wrong).toThrow(PatternError);
  expect(() => compilePattern('((((a{999}){999}){999}){9})')).toThrow('repeats too much');
});

test('texts that are held to a pattern match it however they are drawn, and pieces may span its parts', () => {
  const source = '[^⟦]*⟦([ab]c){2}⟧';
  const pieces = ['a', 'b', 'c', 'ca', 'x', '⟦', '⟧', 'c⟧', '⟦b', '\n', '\uFFFD', ''];
  const holder = createHolder(compilePattern(source), pieces, (_id, piece) => piece === '\n');
  for (let seed = 0; seed < 200; seed++) {
    const random = createRandom(seed);
    const hold = holder.after('x⟦a');
    let text = 'x⟦a';
    for (let step = 0; step < 40; step++) {
      const may = [...(hold?.allowed() ?? [])].flatMap((one, id) => (one === 1 ? [id] : []));
      const id = may[random.int(may.length)] ?? -1;
      if (pieces[id] === '\n') break;
      hold?.take(id);
      text += pieces[id] ?? '';
    }
    expect(text).toMatch(/^x⟦a(c[ab]c)⟧$/);
  }
  expect(holder.after('⟦⟦')).toBeNull();
  // Where nothing in the vocabulary leads on.
  expect(
    createHolder(compilePattern('ax'), ['a', 'b'], () => false)
      .after('a')
      ?.allowed(),
  ).toBeNull();
});
