import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { BufferGeometry, Material } from 'three';
import { expect, test } from 'vitest';
import { SolidsView } from '@/app/viewers/SolidsView';
import { keepBuilt } from '@/app/viewers/solids/built';
import { type Meshes, meshesView, solidsOfExamples } from '@/graph';

const triangle = { vertices: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0), faces: Uint32Array.of(0, 1, 2) };
const large = { vertices: triangle.vertices, faces: new Uint32Array(3 * 200_000) };
const shown = (items: Meshes['items'], room: boolean) =>
  renderToStaticMarkup(createElement(SolidsView, { view: meshesView({ items }), large: room }));

test.each([true, false])('a mesh that is too large to be drawn is told of, with room %s', (room) => {
  expect(shown([large], room)).toContain('1 has too many triangles to be shown here.');
  expect(shown([large, triangle], room)).toContain('1 has too many triangles to be shown here.');
  expect(shown([triangle], room)).not.toContain('too many');
});

test('what a solid takes to be drawn is given back, and made again where it is still shown', () => {
  const cube = { shape: [4, 4, 4, 1], count: 1, data: new Float32Array(64).fill(1) };
  const cloud = { shape: [40, 3], count: 1, data: new Float32Array(120).fill(0.5) };
  const solids = [meshesView({ items: [triangle] }), solidsOfExamples(cube), solidsOfExamples(cloud)].flatMap(
    (view) => view?.items ?? [],
  );
  expect(solids.map(({ form }) => form)).toEqual(['mesh', 'cells', 'points']);
  const built = keepBuilt();
  for (const solid of solids) {
    const object = built.of(solid);
    expect(built.of(solid)).toBe(object);
    const gone: (BufferGeometry | Material)[] = [];
    object.geometry.addEventListener('dispose', ({ target }) => gone.push(target));
    object.material.addEventListener('dispose', ({ target }) => gone.push(target));
    built.release(solid);
    built.release(solid);
    expect(gone).toEqual([object.geometry, object.material]);
    expect(built.of(solid)).not.toBe(object);
  }
});
