import { expect, test } from 'vitest';
import { ago } from '@/app/home/ago';
import { folded } from '@/app/home/folded';
import { roughly } from '@/app/home/pace';
import { thumbnailSchema } from '@/app/server/documents';
import { TEMPLATES } from '@/app/templates';
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
