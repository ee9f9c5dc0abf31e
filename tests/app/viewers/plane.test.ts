import { expect, test } from 'vitest';
import { oneImage } from '@/app/viewers/one-image';
import { boundsOf, nearestTo, planeOf } from '@/app/viewers/plane';

test('a place under the pointer is the place that was drawn there', () => {
  const plane = planeOf({ left: -1, right: 3, bottom: 0, top: 2 }, 300, 200);
  for (const place of [
    [0, 0],
    [2.5, 1.5],
  ] as const) {
    const [x, y] = plane.toPlace(plane.toPixel(place));
    expect([x, y]).toEqual(place.map((value) => expect.closeTo(value, 9)));
  }
  // Up is up.
  expect(plane.toPixel([1, 2])[1]).toBeLessThan(plane.toPixel([1, 0])[1]);
});

test('a picture reaches over what was given, unless it says over what', () => {
  const series = [
    { name: 'Given', role: 'given' as const, points: [0, 0, 1, 2] },
    { name: 'Made', role: 'made' as const, points: [9, 9] },
  ];
  expect(boundsOf({ view: 'scatter', series })).toEqual({ left: 0, right: 1, bottom: 0, top: 2 });
  const within = { left: 0, right: 5, bottom: 0, top: 5 };
  expect(boundsOf({ view: 'scatter', series, within })).toBe(within);
});

test('the nearest of the places that can be shown is found', () => {
  const points = [0, 0, 4, 0, 5, 0];
  expect(nearestTo([5, 1], points)).toBe(2);
  expect(nearestTo([5, 1], points, 2)).toBe(1);
  expect(nearestTo([5, 1], [])).toBe(-1);
});

test('one of many images has its own pixels', () => {
  const images = { view: 'images', width: 2, height: 1, channels: 1, count: 3, columns: 3 } as const;
  expect(oneImage({ ...images, pixels: btoa('aabbcc') }, 1)).toEqual({
    view: 'images',
    width: 2,
    height: 1,
    channels: 1,
    count: 1,
    pixels: btoa('bb'),
  });
});
