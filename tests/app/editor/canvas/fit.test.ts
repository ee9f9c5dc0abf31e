import { expect, test } from 'vitest';
import { beginningOf } from '@/app/editor/canvas/fit';
import { dpoAgainstPpo } from '@/app/templates/dpo-against-ppo';
import { tinyGpt } from '@/app/templates/tiny-gpt';

const PHONE = { width: 390, height: 760 } as const;
const card = (x: number, y: number) => ({ type: 'card', position: { x, y } });

test('on a narrow canvas the first node of a template is in sight, large enough to be read', () => {
  const view = beginningOf(
    tinyGpt.nodes.map(({ position }) => ({ type: 'card', position })),
    PHONE,
  );
  const { x = 0, y = 0, zoom = 0 } = view ?? {};
  expect(zoom).toBeGreaterThanOrEqual(0.8);
  const first = tinyGpt.nodes.find(({ id }) => id === 'text')?.position ?? { x: Number.NaN, y: Number.NaN };
  expect(first.x * zoom + x).toBeGreaterThanOrEqual(0);
  expect((first.x + 208) * zoom + x).toBeLessThanOrEqual(PHONE.width);
  // Below the buttons over the canvas.
  expect(first.y * zoom + y).toBeGreaterThanOrEqual(56);
  expect(first.y * zoom + y).toBeLessThan(PHONE.height / 2);
});

test('a template that is too wide for a desk opens at its first node, with several more beside it', () => {
  const desk = { width: 928, height: 813 };
  const cards = dpoAgainstPpo.nodes.map(({ position }) => ({ type: 'card', position }));
  const { x = 0, y = 0, zoom = 0 } = beginningOf(cards, desk) ?? {};
  const inSight = dpoAgainstPpo.nodes.filter(({ position }) => {
    const [left, top] = [position.x * zoom + x, position.y * zoom + y];
    return left >= 0 && left + 208 * zoom <= desk.width && top >= 0 && top + 60 <= desk.height;
  });
  expect(zoom).toBeGreaterThanOrEqual(0.7);
  const [first] = [...dpoAgainstPpo.nodes].sort((a, b) => a.position.x - b.position.x);
  expect(inSight).toContain(first);
  expect(inSight.length).toBeGreaterThanOrEqual(5);
});

test('a node that stands far higher beside the first does not push it out of sight', () => {
  const { y = Number.NaN, zoom = 1 } = beginningOf([card(0, 5_000), card(250, 0)], PHONE) ?? {};
  expect(5_000 * zoom + y).toBeGreaterThan(0);
  expect(5_000 * zoom + y).toBeLessThan(PHONE.height - 100);
});

test('frames and notes are not where a graph begins, and an empty one begins nowhere', () => {
  const note = { type: 'note', position: { x: -900, y: -900 } };
  expect(beginningOf([note, card(0, 0)], PHONE)).toEqual(beginningOf([card(0, 0)], PHONE));
  expect(beginningOf([note], PHONE)).toBeNull();
});
