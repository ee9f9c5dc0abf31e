import { describe, expect, test } from 'vitest';
import { attributesOf, BUILDS, captionOf, makeSolids, SIZES, SOLIDS } from '@/ml/data/solids';
import { compareClouds, compareSets } from '@/ml/geometry/clouds';
import { withoutCrumbs } from '@/ml/geometry/crumbs';
import { type SignedDistance, sampleGrid } from '@/ml/geometry/grid';
import { marchingCubes } from '@/ml/geometry/marching-cubes';
import { areaOf, boundsOf, fitted, type Mesh, openEdges, vertexNormals, volumeOf } from '@/ml/geometry/mesh';
import { gridOf } from '@/ml/geometry/mesh-grid';
import { sampleSurface } from '@/ml/geometry/sample-surface';
import { ball, block, cut, moved, ringAbout, rod, spike, turned, union } from '@/ml/geometry/solids';
import { surfaceOf } from '@/ml/geometry/surface-of';
import { knownSolid } from '@/ml/objectives/surface';
import { createRandom } from '@/ml/random';
import reference from '../../fixtures/solids/reference.json';

const relative = (value: number, truth: number) => Math.abs(value / truth - 1);
const cloud = (numbers: readonly number[]) => Float32Array.from(numbers);

describe('marching cubes', () => {
  test('a sphere is closed, looks outwards, and has its volume and its area within 1.5 % at 24 cells', () => {
    const mesh = marchingCubes(sampleGrid(ball(0.7), 24, 1 / 6));
    expect(openEdges(mesh)).toBe(0);
    expect(relative(volumeOf(mesh), (4 / 3) * Math.PI * 0.7 ** 3)).toBeLessThan(0.015);
    expect(relative(areaOf(mesh), 4 * Math.PI * 0.7 ** 2)).toBeLessThan(0.015);
    // Euler: a surface without handles.
    expect(mesh.vertices.length / 3 - mesh.faces.length / 6).toBe(2);
  });

  test('a torus has the volume and the area of scikit-image’s, and its hole', () => {
    const { side, ring, tube, reach, volume, area } = reference.torus;
    const mesh = marchingCubes(sampleGrid(ringAbout(ring, tube), side, reach));
    expect(relative(volumeOf(mesh), volume)).toBeLessThan(2e-3);
    expect(relative(areaOf(mesh), area)).toBeLessThan(2e-3);
    expect(mesh.vertices.length / 3 - mesh.faces.length / 6).toBe(0);
  });

  test('noise, which has every case of the table, gives a closed surface', () => {
    const random = createRandom(3);
    const values = Float32Array.from({ length: 9 ** 3 }, () => random.next());
    const mesh = marchingCubes({ side: 9, values });
    expect(mesh.faces.length).toBeGreaterThan(1_000);
    expect(openEdges(mesh)).toBe(0);
  });

  test('nothing gives nothing, and what fills the cube is closed at its sides', () => {
    expect(marchingCubes({ side: 4, values: new Float32Array(64) }).faces).toHaveLength(0);
    const full = marchingCubes({ side: 4, values: new Float32Array(64).fill(1) });
    expect(openEdges(full)).toBe(0);
    // Its edges and corners are cut off between the last cells and those outside.
    expect(volumeOf(full)).toBeGreaterThan(6);
    expect(volumeOf(full)).toBeLessThan(8);
  });

  test('numbers that are none count as 0: the mesh is closed and every vertex has a place', () => {
    const grid = sampleGrid(ball(0.7), 12, 0.3);
    const cells = [0, 700, 800, 1_000, 1_727];
    const [broken, mended] = [grid.values.slice(), grid.values.slice()];
    for (const [at, cell] of cells.entries()) {
      broken[cell] = [Number.NaN, Infinity, -Infinity][at % 3] ?? 0;
      mended[cell] = 0;
    }
    const mesh = marchingCubes({ side: 12, values: broken });
    expect(mesh).toEqual(marchingCubes({ side: 12, values: mended }));
    expect(mesh.vertices.every(Number.isFinite)).toBe(true);
    expect(openEdges(mesh)).toBe(0);
    expect(broken[0]).toBeNaN();
  });

  test('crumbs go, and the solid stays', () => {
    const both = union(moved(ball(0.5), -0.3, 0, 0), moved(ball(0.1), 0.7, 0, 0));
    const mesh = withoutCrumbs(marchingCubes(sampleGrid(both, 20, 0.2)));
    expect(boundsOf(mesh).high[0]).toBeCloseTo(0.2, 1);
    expect(openEdges(mesh)).toBe(0);
  });
});

describe('signed distances', () => {
  const solids: Readonly<Record<string, readonly [SignedDistance, volume: number]>> = {
    ball: [ball(0.6), (4 / 3) * Math.PI * 0.6 ** 3],
    block: [block(0.5, 0.7, 0.3), 8 * 0.5 * 0.7 * 0.3],
    rod: [rod(0.5, 0.7), Math.PI * 0.25 * 1.4],
    spike: [spike(0.7, 0.8), (Math.PI * 0.49 * 1.6) / 3],
    ring: [ringAbout(0.6, 0.25), 2 * Math.PI ** 2 * 0.6 * 0.0625],
    'a block with a hole': [cut(block(0.6, 0.6, 0.6), rod(0.4, 1)), 8 * 0.216 - Math.PI * 0.16 * 1.2],
    'turned, moved': [turned(moved(block(0.3, 0.3, 0.3), 0.2, 0.1, 0), 0.7), 0.216],
  };

  test.each(Object.entries(solids))('%s encloses what it should, within 3 %%', (_name, [distance, volume]) => {
    const mesh = surfaceOf(distance, 40);
    expect(openEdges(mesh)).toBe(0);
    expect(relative(volumeOf(mesh), volume)).toBeLessThan(0.03);
  });

  test('of balls, rods, spikes, blocks and rings the slope is 1 outside: distances, not only signs', () => {
    const random = createRandom(5);
    for (const distance of [ball(0.4), block(0.3, 0.4, 0.2), rod(0.3, 0.4), spike(0.4, 0.4), ringAbout(0.4, 0.15)])
      for (let at = 0; at < 200; at++) {
        const [x = 0, y = 0, z = 0] = [0, 1, 2].map(() => 2 * random.next() - 1);
        const d = distance(x, y, z);
        if (d < 0.02) continue;
        const h = 1e-5;
        const slope = [distance(x + h, y, z), distance(x, y + h, z), distance(x, y, z + h)].map(
          (near) => (near - d) / h,
        );
        expect(Math.hypot(...slope)).toBeCloseTo(1, 2);
      }
  });
});

describe('meshes as grids', () => {
  test('a mesh gives the distances of the solid that it is of', () => {
    const distance = cut(rod(0.7, 0.6), moved(rod(0.5, 0.6), 0, 0.3, 0));
    const reach = 0.2;
    const [made, truth] = [gridOf(surfaceOf(distance, 48), 16, reach), sampleGrid(distance, 16, reach)];
    // Where two surfaces meet the solid’s own distance is only a bound, and the mesh has its edges cut off: a tenth of the reach.
    const off = made.values.map((value, at) => Math.abs(value - (truth.values[at] ?? 0)));
    expect(Math.max(...off)).toBeLessThan(0.15);
    expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(0.005);
  });

  test('near a box are the cells that are nearer than the reach, and all others are 0 or 1', () => {
    const [side, reach, half] = [40, 0.1, [0.5, 0.6, 0.37]] as const;
    // The box by its distance in closed form: outside to the nearest place of it, inside to the nearest wall.
    const truth: SignedDistance = (...place) => {
      const beyond = place.map((value, axis) => Math.abs(value) - (half[axis] ?? 0));
      return Math.hypot(...beyond.map((value) => Math.max(0, value))) + Math.min(0, Math.max(...beyond));
    };
    const vertices = Float32Array.from({ length: 24 }, (_, at) => {
      const [corner, axis] = [Math.floor(at / 3), at % 3];
      return (half[axis] ?? 0) * (2 * ((corner >> axis) & 1) - 1);
    });
    const sides = [0, 2, 3, 1, 4, 5, 7, 6, 0, 1, 5, 4, 2, 6, 7, 3, 0, 4, 6, 2, 1, 3, 7, 5];
    const faces = Uint32Array.from(
      { length: 36 },
      (_, at) => sides[4 * Math.floor(at / 6) + ([0, 1, 2, 0, 2, 3][at % 6] ?? 0)] ?? 0,
    );
    const box: Mesh = { vertices, faces };
    expect([openEdges(box), volumeOf(box)]).toEqual([0, expect.closeTo(8 * 0.5 * 0.6 * 0.37, 5)]);
    const near = sampleGrid((x, y, z) => (Math.abs(truth(x, y, z)) < reach ? -1 : 1), side).values;
    const made = gridOf(box, side, reach);
    expect(knownSolid(made).near).toEqual(Uint32Array.from([...near.keys()].filter((at) => near[at] === 1)));
    const exact = sampleGrid(truth, side, reach).values;
    expect(Math.max(...made.values.map((value, at) => Math.abs(value - (exact[at] ?? 0))))).toBeLessThan(1e-5);
  });

  test('with a hole in it, a ball is still full', () => {
    const whole = surfaceOf(ball(0.7), 24);
    const holed: Mesh = { vertices: whole.vertices, faces: whole.faces.slice(0, -60) };
    expect(openEdges(holed)).toBeGreaterThan(0);
    const [full, patched] = [gridOf(whole, 16), gridOf(holed, 16)];
    const differ = full.values.filter((value, at) => value !== patched.values[at]).length;
    expect(full.values.filter((value) => value === 1).length).toBeGreaterThan(600);
    expect(differ).toBe(0);
  });
});

test('points are spread by area: half of a box’s points lie on half of its area', () => {
  const mesh = marchingCubes(sampleGrid(block(0.8, 0.2, 0.8), 40, 0.1));
  const points = sampleSurface(mesh, 4_000, createRandom(1));
  let flat = 0;
  for (let at = 1; at < points.length; at += 3) if (Math.abs(points[at] ?? 0) > 0.17) flat += 1;
  const share = (2 * 1.6 * 1.6) / (2 * 1.6 * 1.6 + 4 * 1.6 * 0.4);
  expect(flat / 4_000).toBeGreaterThan(share - 0.04);
  expect(flat / 4_000).toBeLessThan(share + 0.08);
  expect(sampleSurface(mesh, 10, createRandom(1))).toEqual(sampleSurface(mesh, 10, createRandom(1)));
  expect(() =>
    sampleSurface({ vertices: new Float32Array(9), faces: Uint32Array.of(0, 1, 2) }, 1, createRandom(1)),
  ).toThrow(RangeError);
});

test('normals of a sphere point away from its middle', () => {
  const mesh = surfaceOf(ball(0.7), 20);
  const normals = vertexNormals(mesh);
  for (let at = 0; at < normals.length; at += 3) {
    const along = [0, 1, 2].reduce(
      (sum, axis) => sum + ((normals[at + axis] ?? 0) * (mesh.vertices[at + axis] ?? 0)) / 0.7,
      0,
    );
    expect(along).toBeGreaterThan(0.97);
  }
});

test('a mesh is fitted into the cube along its longest side', () => {
  const { low, high } = boundsOf(fitted(surfaceOf(moved(block(0.1, 0.3, 0.05), 0.5, 0, 0), 32), 0.9));
  expect([low[1], high[1]].map((value) => Math.round(100 * (value ?? 0)))).toEqual([-90, 90]);
  expect((low[0] ?? 0) + (high[0] ?? 0)).toBeCloseTo(0, 5);
});

describe('clouds', () => {
  test('distances and shares are those of scipy', () => {
    const ours = compareClouds(cloud(reference.made), cloud(reference.given), reference.reach);
    expect(ours.chamfer).toBeCloseTo(reference.compared.chamfer, 6);
    expect(ours.precision).toBeCloseTo(reference.compared.precision, 10);
    expect(ours.recall).toBeCloseTo(reference.compared.recall, 10);
    expect(ours.fScore).toBeCloseTo(reference.compared.fScore, 10);
  });

  test('coverage and the minimum matching distance of sets are those of scipy', () => {
    const rows = reference.mades.map((made) =>
      reference.givens.map((given) => compareClouds(cloud(made), cloud(given), 1).chamfer),
    );
    const ours = compareSets(rows);
    expect(ours.coverage).toBe(reference.coverage);
    expect(ours.minimumMatching).toBeCloseTo(reference.minimumMatching, 6);
  });

  test('an empty cloud is as far as can be', () => {
    expect(compareClouds(new Float32Array(), cloud(reference.given), 1)).toEqual({
      chamfer: Infinity,
      precision: 0,
      recall: 0,
      fScore: 0,
    });
  });
});

describe('made solids', () => {
  test('all are closed, within the cube, as large and as tall as they are said to be, and the same from the same seed', async () => {
    const { meshes, attributes, captions } = await makeSolids({ count: 60, seed: 4, detail: 20 });
    for (const [at, mesh] of meshes.entries()) {
      const { low, high } = boundsOf(mesh);
      const [wide = 0, tall = 0] = high.map((top, axis) => (top - (low[axis] ?? 0)) / 2);
      expect([captions[at], openEdges(mesh)]).toEqual([captions[at], 0]);
      expect(volumeOf(mesh)).toBeGreaterThan(0);
      expect(Math.max(...high, ...low.map(Math.abs))).toBeLessThan(1);
      const said = attributes[at];
      if (said?.build === 'tall') expect(tall).toBeGreaterThan(wide);
      if (said?.build === 'flat') expect(tall).toBeLessThan(wide);
      expect(said?.size === 'large' ? Math.max(wide, tall) > 0.68 : Math.max(wide, tall) < 0.66).toBe(true);
    }
    const fewer = await makeSolids({ count: 2, seed: 4, detail: 20 });
    expect(fewer.meshes[1]).toEqual(meshes[1]);
  });

  test('a caption names what it was made of, and no other sentence does', () => {
    for (const solid of SOLIDS)
      for (const size of SIZES)
        for (const build of BUILDS[solid])
          expect(attributesOf(captionOf({ solid, size, build }))).toEqual({ solid, size, build });
    expect(attributesOf('a large thick mug')).toBeNull();
    expect(attributesOf('a mug')).toBeNull();
  });
});
