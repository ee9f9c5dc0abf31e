import { expect, test } from 'vitest';
import { gridOfCloud, spacingOf } from '@/ml/geometry/cloud-grid';
import { compareClouds } from '@/ml/geometry/clouds';
import type { SignedDistance } from '@/ml/geometry/grid';
import { marchingCubes } from '@/ml/geometry/marching-cubes';
import { type Mesh, openEdges, volumeOf } from '@/ml/geometry/mesh';
import { sampleSurface } from '@/ml/geometry/sample-surface';
import { ball, block, ringAbout } from '@/ml/geometry/solids';
import { surfaceOf } from '@/ml/geometry/surface-of';
import { createRandom } from '@/ml/random';

const SIDE = 32;

async function scanned(solid: SignedDistance, points: number, closes = 3.5) {
  const real = surfaceOf(solid, 48);
  const cloud = sampleSurface(real, points, createRandom(1));
  const found = async (of: Float32Array) =>
    marchingCubes(await gridOfCloud(of, { side: SIDE, radius: closes * spacingOf(of), reach: 4 / SIDE }));
  return { real, cloud, found, mesh: await found(cloud) };
}
const genus = ({ vertices, faces }: Mesh) => 1 - (vertices.length / 3 - faces.length / 6) / 2;

test.each([
  ['a ball', ball(0.7), 0],
  ['a block', block(0.6, 0.5, 0.3), 0],
  ['a ring', ringAbout(0.6, 0.22), 1],
] as const)(
  'from 800 points on %s comes a closed mesh of its size, with the holes that it has',
  async (_, solid, holes) => {
    const { real, mesh } = await scanned(solid, 800);
    expect(openEdges(mesh)).toBe(0);
    expect(genus(mesh)).toBe(holes);
    expect(Math.abs(volumeOf(mesh) / volumeOf(real) - 1)).toBeLessThan(0.08);
    const points = (of: Mesh) => sampleSurface(of, 2_000, createRandom(2));
    expect(compareClouds(points(mesh), points(real), 0.08).fScore).toBeGreaterThan(0.97);
  },
);

test('the order of points means nothing, and where the cloud lies changes nothing but that', async () => {
  const { cloud, mesh, found } = await scanned(ball(0.5), 400);
  const backwards = Float32Array.from(
    { length: cloud.length },
    (_, at) => cloud[cloud.length - 3 - 3 * Math.floor(at / 3) + (at % 3)] ?? 0,
  );
  expect(await found(backwards)).toEqual(mesh);
  const cells = (2 * 3) / SIDE;
  const moved = await found(cloud.map((value, at) => (at % 3 === 0 ? value + cells : value)));
  expect(volumeOf(moved)).toBeCloseTo(volumeOf(mesh), 3);
});

test('a skin that is too thin has holes, and what leaks out is not inside', async () => {
  const thick = await scanned(ball(0.7), 300);
  const thin = await scanned(ball(0.7), 300, 1);
  expect(volumeOf(thin.mesh)).toBeLessThan(0.5 * volumeOf(thick.mesh));
});

test('points at the wall of the cube shut in what lies against it, and no point shuts in nothing', async () => {
  const { mesh, real } = await scanned(ball(0.99), 900);
  expect(Math.abs(volumeOf(mesh) / volumeOf(real) - 1)).toBeLessThan(0.08);
  const none = await gridOfCloud(new Float32Array(0), { side: 8, radius: 0.2, reach: 0.3 });
  expect(none.values.every((value) => value === 0)).toBe(true);
  expect(spacingOf(new Float32Array(3))).toBe(0);
});
