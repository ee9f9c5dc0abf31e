import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DataError } from '@/ml/data/error';
import { attributesOf, COLOURS, COUNTS, captionOf, drawShapes, POSITIONS, SHAPES, SIZES } from '@/ml/data/shapes';

const attributes = fc.record({
  shape: fc.constantFrom(...SHAPES),
  colour: fc.constantFrom(...COLOURS),
  size: fc.constantFrom(...SIZES),
  position: fc.constantFrom(...POSITIONS),
  count: fc.constantFrom(...COUNTS),
});

describe('captions', () => {
  test('say what the attributes are', () => {
    expect(captionOf({ shape: 'circle', colour: 'red', size: 'small', position: 'at the top left', count: 2 })).toBe(
      'two small red circles at the top left',
    );
    expect(captionOf({ shape: 'cross', colour: 'blue', size: 'large', position: 'in the middle', count: 3 })).toBe(
      'three large blue crosses in the middle',
    );
  });

  test('are read back, and nothing else is', () => {
    fc.assert(
      fc.property(attributes, (one) => {
        expect(attributesOf(captionOf(one))).toEqual(one);
      }),
    );
    for (const other of [
      '',
      'a red circle',
      'two small red circle at the top left',
      'a small red circles in the middle',
    ])
      expect(attributesOf(other)).toBeNull();
  });
});

/** Pixels that are no shape; the smallest has more than ten. */
const TIP = 2;
const NEIGHBOURS = [-1, 0, 1].flatMap((right) => [-1, 0, 1].map((down) => [right, down] as const));

describe('pictures of shapes', () => {
  /** How many pieces of paint there are, and where their middle is. The tip of a thin arm may stand by itself, where the pixel before it is hardly covered. */
  function look(pixels: Float32Array) {
    const painted = Array.from({ length: 1_024 }, (_, at) => {
      const [red = 0, green = 0, blue = 0] = pixels.subarray(3 * at, 3 * at + 3);
      return Math.max(red, green, blue) - Math.min(red, green, blue) > 0.3;
    });
    const seen = new Set<number>();
    let pieces = 0;
    const fill = (at: number) => {
      if (!painted[at] || seen.has(at)) return;
      seen.add(at);
      for (const [right, down] of NEIGHBOURS) {
        const [column, row] = [(at % 32) + right, Math.floor(at / 32) + down];
        if (column >= 0 && column < 32 && row >= 0 && row < 32) fill(32 * row + column);
      }
    };
    for (let at = 0; at < 1_024; at++)
      if (painted[at] && !seen.has(at)) {
        const before = seen.size;
        fill(at);
        if (seen.size - before > TIP) pieces += 1;
      }
    const all = [...seen];
    const mean = (of: (at: number) => number) => all.reduce((sum, at) => sum + of(at) + 0.5, 0) / all.length;
    return { pieces, area: all.length, x: mean((at) => at % 32), y: mean((at) => Math.floor(at / 32)) };
  }

  test('show as many shapes as the caption says, where it says, in its colour', async () => {
    await fc.assert(
      fc.asyncProperty(attributes, fc.nat(), async (only, seed) => {
        const { images, captions } = await drawShapes({ count: 1, seed, only });
        expect(captions).toEqual([captionOf(only)]);
        const { pieces, x, y } = look(images.data);
        expect(pieces).toBe(only.count);
        const place = POSITIONS.indexOf(only.position);
        const near = (at: number, index: number) =>
          index === 0 ? at < 15.5 : index === 2 ? at > 16.5 : Math.abs(at - 16) < 5;
        expect(near(x, place % 3) && near(y, Math.floor(place / 3))).toBe(true);
        const brightest = (channel: number) =>
          images.data.reduce((most, value, at) => (at % 3 === channel ? Math.max(most, value) : most), 0);
        const [red, green, blue] = [brightest(0), brightest(1), brightest(2)];
        if (only.colour === 'red') expect(red > 2 * green && red > 2 * blue).toBe(true);
        if (only.colour === 'green') expect(green > 1.5 * red && green > 1.5 * blue).toBe(true);
        if (only.colour === 'blue') expect(blue > 1.5 * red && blue > 1.5 * green).toBe(true);
      }),
      {
        numRuns: 300,
        // Two large triangles that lean towards each other, which once touched.
        examples: [
          [{ shape: 'triangle', colour: 'red', size: 'large', position: 'at the top left', count: 3 }, 719619001],
          // Two small stars of which an arm’s tip stands by itself.
          [{ shape: 'star', colour: 'green', size: 'small', position: 'at the top left', count: 2 }, 588877952],
        ],
      },
    );
  });

  test('large ones cover more than small ones', async () => {
    const area = async (size: 'small' | 'large') =>
      look((await drawShapes({ count: 1, seed: 5, only: { size, count: 1, shape: 'square' } })).images.data).area;
    expect(await area('large')).toBeGreaterThan(2 * (await area('small')));
  });

  test('are the same from the same seed, however many are asked for; all attributes occur', async () => {
    const few = await drawShapes({ count: 20, seed: 1 });
    const many = await drawShapes({ count: 500, seed: 1 });
    expect(many.images.data.subarray(0, few.images.data.length)).toEqual(few.images.data);
    expect(many.captions.slice(0, 20)).toEqual(few.captions);
    expect((await drawShapes({ count: 20, seed: 2 })).images.data).not.toEqual(few.images.data);
    for (const [name, values] of Object.entries({
      shape: SHAPES,
      colour: COLOURS,
      size: SIZES,
      position: POSITIONS,
      count: COUNTS,
    }))
      expect(new Set(many.attributes.map((one) => one[name as keyof typeof one])).size).toBe(values.length);
    expect(many.images.data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect([...(many.images.labels ?? [])].map((label) => SHAPES[label])).toEqual(
      many.attributes.map(({ shape }) => shape),
    );
  });

  test('a light background is light, and too many are refused', async () => {
    const { images } = await drawShapes({ count: 1, seed: 1, background: 'light' });
    expect(images.data[0]).toBeGreaterThan(0.9);
    await expect(drawShapes({ count: 1e9, seed: 1 })).rejects.toThrow(DataError);
  });
});
