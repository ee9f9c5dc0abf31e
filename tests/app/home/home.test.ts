import { expect, test } from 'vitest';
import { ago } from '@/app/home/ago';
import { findTemplates, searchWords } from '@/app/home/find-templates';
import { folded } from '@/app/home/folded';
import { roughly } from '@/app/home/pace';
import { thumbnailSchema } from '@/app/server/documents';
import { TEMPLATES } from '@/app/templates';
import { FIRST, GROUPS } from '@/app/templates/groups';
import { RESULTS } from '@/app/templates/results';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';

test('a moment is told as people tell it', () => {
  const now = Date.parse('2026-06-15T12:00:00Z');
  const told = (iso: string) => ago(iso, now);
  expect(told('2026-06-15T11:59:30Z')).toBe('just now');
  expect(told('2026-06-15T12:00:30Z')).toBe('just now');
  expect(told('2026-06-15T11:59:00Z')).toBe('1 minute ago');
  expect(told('2026-06-15T11:00:20Z')).toBe('1 hour ago');
  expect(told('2026-06-14T12:00:00Z')).toBe('yesterday');
  expect(told('2026-05-25T12:00:00Z')).toBe('3 weeks ago');
  expect(told('2024-06-15T12:00:00Z')).toBe('2 years ago');
});

test('an estimate says no more than it knows', () => {
  expect([2, 30, 60, 100, 600].map(roughly)).toEqual([
    'a few seconds',
    'about half a minute',
    'about a minute',
    'about 2 minutes',
    'about 10 minutes',
  ]);
});

test('a search looks past case and accents', () => {
  expect(folded('Über ÉTÉ')).toBe('uber ete');
});

test('every template has a result to show, and a picture that the server takes', () => {
  for (const template of TEMPLATES) {
    expect(RESULTS[template.id]?.lines.length).toBeGreaterThan(0);
    const picture = thumbnailOf(template);
    expect(thumbnailSchema.parse(picture)).toEqual(picture);
    expect(picture.flatMap(({ feeds = [] }) => feeds).every((place) => place < picture.length)).toBe(true);
  }
});

test('a picture joins the nodes that a wire joins, once', () => {
  const [template] = TEMPLATES;
  if (!template) throw new Error('there is no template');
  const place = (id: string) => template.nodes.findIndex((node) => node.id === id);
  const fed = thumbnailOf(template)[place('encode')]?.feeds ?? [];
  expect([...fed].sort()).toEqual([place('train'), place('score')].sort());
});

test('every template is about something, and those for the first minute do not take much longer', () => {
  const ids = TEMPLATES.map(({ id }) => id);
  const grouped = GROUPS.flatMap(({ templates }) => templates);
  const homeless = ids.filter((id) => !grouped.includes(id));
  const twice = grouped.filter((id, index) => grouped.indexOf(id) !== index);
  const unknown = [...grouped, ...FIRST].filter((id) => !ids.includes(id));
  const say = (some: readonly string[], what: string) => some.map((id) => `“${id}” ${what} in app/templates/groups.ts`);
  expect([
    ...say(homeless, 'is in no group: add its id to one'),
    ...say(twice, 'is in two groups'),
    ...say(unknown, 'is no template, and is named'),
  ]).toEqual([]);
  for (const id of FIRST) expect(RESULTS[id]?.seconds).toBeLessThanOrEqual(120);
});

test('templates are found by their name, by what is said of them and by their nodes, the name first', () => {
  const one = (id: string, name: string, group: string | null, ...texts: string[]) => ({
    id,
    name,
    group,
    words: searchWords(name, ...texts),
  });
  const some = [
    one('a', 'Diffusion on points', 'learning', 'Train diffusion', 'Compare examples'),
    one('b', 'Très petit GPT', 'language', 'It writes like Shakespeare.', 'Learn BPE tokenizer'),
    one('c', 'How a tokenizer is learned', 'language', 'One sentence, three ways.'),
    one('d', 'Draw, check', null, 'A small diffusion model draws it.'),
  ];
  const found = (search: string, group: string | null = null) => findTemplates(some, search, group).map(({ id }) => id);
  expect(found('')).toEqual(['a', 'b', 'c', 'd']);
  expect(found('TOKENIZER')).toEqual(['c', 'b']);
  expect(found('  tres  shake ')).toEqual(['b']);
  expect(found('diffusion', 'learning')).toEqual(['a']);
  expect(found('diffusion')).toEqual(['a', 'd']);
  // The beginnings of words, not what happens to stand inside of them.
  expect(found('ways')).toEqual(['c']);
  expect(found('raw')).toEqual([]);
  expect(found('tokenizer', 'learning')).toEqual([]);
  expect(found('…?!')).toEqual(['a', 'b', 'c', 'd']);
});
