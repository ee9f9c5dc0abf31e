import '@tensorflow/tfjs-backend-cpu';
import { Accessor, Document, WebIO } from '@gltf-transform/core';
import { zipSync } from 'fflate';
import { Mesh as ThreeMesh } from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { describe, expect, test, vi } from 'vitest';
import type { Examples, Meshes } from '@/graph';
import { sampleGrid } from '@/ml/geometry/grid';
import { areaOf, openEdges, volumeOf } from '@/ml/geometry/mesh';
import { ball } from '@/ml/geometry/solids';
import { createConstants } from '@/ml/layers/constants';
import { pointnet } from '@/ml/layers/pointnet';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { evaluateSolids } from '@/nodes/evaluate/solids/node';
import { run as evaluate } from '@/nodes/evaluate/solids/run';
import { solidMeshes } from '@/nodes/generate/solid-meshes/node';
import { run as toMeshes } from '@/nodes/generate/solid-meshes/run';
import { cloudGrids } from '@/nodes/prepare/cloud-grids/node';
import { run as cloudsToGrids } from '@/nodes/prepare/cloud-grids/run';
import { solidGrids } from '@/nodes/prepare/solid-grids/node';
import { run as toGrids } from '@/nodes/prepare/solid-grids/run';
import { surfacePoints } from '@/nodes/prepare/surface-points/node';
import { run as toPoints } from '@/nodes/prepare/surface-points/run';
import { BUILT_IN, sourceSolids } from '@/nodes/source/solids/node';
import { run as source } from '@/nodes/source/solids/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { asObj, asPly, writeGlb } from '@/workers/artifacts/kinds/mesh-files';
import { fileOf, refusalOf, testContext } from '../support';

const solids = async (given: object = {}) =>
  (await source({}, sourceSolids.params.parse({ count: 6, detail: 16, ...given }), testContext())).meshes;

/** The source, given a file. */
async function fromFile(name: string, bytes: Uint8Array) {
  const { file, files } = fileOf(name, bytes);
  const context = testContext({ files });
  const params = sourceSolids.params.parse({ origin: 'files', file });
  return { context, run: async () => source({}, params, context) };
}
const text = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);

/** A pyramid with a base of four corners, as an OBJ has it. */
const PYRAMID = [
  'v 0 0 0',
  'v 2 0 0',
  'v 2 0 2',
  'v 0 0 2',
  'v 1 3 1',
  'f 1 2 3 4',
  'f 2 1 5',
  'f 3 2 5',
  'f 4 3 5',
  'f 1 4 5',
];

/** A prism over a regular pentagon, 4 high, as a PLY has it: two lids of five corners, five sides of four. */
const PRISM = [
  'ply',
  'format ascii 1.0',
  'element vertex 10',
  ...['x', 'y', 'z'].map((axis) => `property float ${axis}`),
  'element face 7',
  'property list uchar int vertex_indices',
  'end_header',
  ...Array.from({ length: 10 }, (_, at) => {
    const angle = (2 * Math.PI * at) / 5;
    return `${Math.cos(angle)} ${at < 5 ? -2 : 2} ${-Math.sin(angle)}`;
  }),
  '5 4 3 2 1 0',
  '5 5 6 7 8 9',
  ...[0, 1, 2, 3, 4].map((at) => `4 ${at} ${(at + 1) % 5} ${5 + ((at + 1) % 5)} ${5 + at}`),
];

/** A box whose sides are a strip, whose bottom is a fan, and whose top is two triangles; all parts share one list of corners. */
async function boxOfStrips(times = 1, lids = 1): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type: 'VEC3' | 'SCALAR', array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const around = [
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1],
  ];
  const corners = around.flatMap(([x = 0, z = 0]) => [x, 1, z, x, -1, z]);
  const position = accessor('VEC3', Float32Array.from(corners));
  const mesh = document.createMesh();
  for (const [mode, indices] of [
    [5, [0, 1, 2, 3, 4, 5, 6, 7, 0, 1]],
    [6, [1, 7, 5, 3]],
    [4, Array.from({ length: lids }, () => [0, 2, 4, 0, 4, 6]).flat()],
  ] as const) {
    const part = document.createPrimitive().setMode(mode).setAttribute('POSITION', position);
    mesh.addPrimitive(part.setIndices(accessor('SCALAR', Uint16Array.from(indices))));
  }
  const scene = document.createScene();
  for (let time = 0; time < times; time++) scene.addChild(document.createNode().setMesh(mesh));
  return new WebIO().writeBinary(document);
}

describe('files', () => {
  test('a GLB is opened by another reader, three.js: a named object each, with the same triangles', async () => {
    const meshes = await solids();
    const bytes = await writeGlb(meshes);
    const { scene } = await new GLTFLoader().parseAsync(Uint8Array.from(bytes).buffer, '');
    const found: ThreeMesh[] = [];
    scene.traverse((object) => object instanceof ThreeMesh && found.push(object));
    expect(found.map(({ geometry }) => geometry.getIndex()?.count)).toEqual(
      meshes.items.map(({ faces }) => faces.length),
    );
    const places = found[0]?.geometry.getAttribute('position');
    const read = Array.from({ length: places?.count ?? 0 }, (_, at) => [
      places?.getX(at),
      places?.getY(at),
      places?.getZ(at),
    ]);
    expect(Float32Array.from(read.flat().map(Number))).toEqual(meshes.items[0]?.vertices);
    expect(found[0]?.name).toBe(meshes.captions?.[0]?.replaceAll(' ', '_'));
  });

  test.each([
    ['glb', writeGlb],
    ['ply', async (meshes: Meshes) => new TextEncoder().encode(asPly(meshes))],
    ['obj', async (meshes: Meshes) => new TextEncoder().encode(asObj(meshes))],
  ] as const)('what is written as %s is read again, closed, and with the same proportions', async (ending, write) => {
    const [first] = (await solids({ keep: 'mug' })).items;
    if (!first) throw new Error('nothing was made');
    const { run } = await fromFile(`mug.${ending}`, await write({ items: [first] }));
    const [read] = (await run()).meshes.items;
    if (!read) throw new Error('nothing was read');
    expect(read.faces.length).toBe(first.faces.length);
    expect(openEdges(read)).toBe(0);
    // Volume to the power of ⅓ over area to the power of ½ does not change with size.
    const form = (mesh: typeof first) => Math.cbrt(volumeOf(mesh)) / Math.sqrt(areaOf(mesh));
    expect(form(read)).toBeCloseTo(form(first), 4);
  });

  test('an OBJ with faces of four corners becomes triangles, and fills the cube', async () => {
    const { run } = await fromFile('pyramid.obj', text(PYRAMID));
    const [mesh] = (await run()).meshes.items;
    expect(mesh?.faces.length).toBe(18);
    expect(mesh && openEdges(mesh)).toBe(0);
    expect(Math.max(...(mesh?.vertices ?? []))).toBeCloseTo(0.9, 5);
  });

  test('a PLY with faces of more than four corners is read whole: a prism over five corners keeps its lids', async () => {
    const { run } = await fromFile('prism.ply', text(PRISM));
    const [mesh] = (await run()).meshes.items;
    if (!mesh) throw new Error('nothing was read');
    expect([mesh.faces.length / 3, openEdges(mesh)]).toEqual([16, 0]);
    // Fitted along its longest side, which is its height of 4.
    const volume = 4 * 2.5 * Math.sin((2 * Math.PI) / 5);
    expect(volumeOf(mesh)).toBeCloseTo(volume * (1.8 / 4) ** 3, 4);
  });

  test.each([
    ['with fewer faces than it tells of', PRISM.slice(0, -3), 'it is cut short'],
    ['in the middle of a line', [...PRISM.slice(0, -2), '4 1 2'], 'it is cut short'],
    ['with a word for a corner', [...PRISM.slice(0, -1), '4 4 0 five 9'], 'it is damaged: “five”'],
    [
      'with fewer corners than none',
      [...PRISM.slice(0, 6), 'property list char int vertex_index', 'end_header', ...PRISM.slice(8, 18), '-3'],
      'it is damaged',
    ],
    ['without the end of its header', PRISM.slice(0, 5), 'it is cut short: its header has no end'],
  ])('a PLY %s is no mesh with holes, but refused', async (_how, lines, why) => {
    const { run } = await fromFile('prism.ply', text(lines));
    expect(await refusalOf(run())).toMatchObject({ code: 'meshes.none', detail: expect.stringContaining(why) });
  });

  test.each([true, false])('a binary PLY is read as three.js reads it, little endian %s', async (little) => {
    const header = [
      'ply',
      `format binary_${little ? 'little' : 'big'}_endian 1.0`,
      'comment “colours and all”',
      'element vertex 4',
      'property uchar red',
      ...['x', 'y', 'z'].map((axis) => `property double ${axis}`),
      'element face 2',
      'property list uchar ushort vertex_index',
      'property float quality',
      'end_header',
    ];
    const start = text(header);
    const bytes = new Uint8Array(start.length + 4 * 25 + 13 + 11);
    bytes.set(start);
    const view = new DataView(bytes.buffer);
    let at = start.length;
    const put = (size: 1 | 2 | 4 | 8, value: number) => {
      if (size === 1) view.setUint8(at, value);
      else if (size === 2) view.setUint16(at, value, little);
      else if (size === 4) view.setFloat32(at, value, little);
      else view.setFloat64(at, value, little);
      at += size;
    };
    for (const place of [
      [-0.9, -0.9, 0],
      [0.9, -0.9, 0.1],
      [0.9, 0.9, 0],
      [-0.9, 0.9, -0.1],
    ]) {
      put(1, 200);
      for (const value of place) put(8, value);
    }
    for (const face of [
      [0, 1, 2, 3],
      [2, 1, 0],
    ]) {
      put(1, face.length);
      for (const corner of face) put(2, corner);
      put(4, 0.5);
    }
    const theirs = new PLYLoader().parse(Uint8Array.from(bytes).buffer);
    const { run } = await fromFile('sheet.ply', bytes);
    const [ours] = (await run()).meshes.items;
    if (!ours) throw new Error('nothing was read');
    expect(ours.vertices).toEqual(Float32Array.from(theirs.getAttribute('position').array));
    const triangles = (mesh: ArrayLike<number>) =>
      Array.from({ length: mesh.length / 3 }, (_, face) => [0, 1, 2].map((corner) => mesh[3 * face + corner]).sort());
    // They cut a square along its other diagonal.
    expect(triangles(ours.faces).at(-1)).toEqual(triangles(theirs.getIndex()?.array ?? []).at(-1));
    expect(ours.faces.length).toBe(theirs.getIndex()?.count);
    const { run: again } = await fromFile('sheet.ply', bytes.slice(0, -1));
    expect(await refusalOf(again())).toMatchObject({ detail: expect.stringContaining('it is cut short') });
  });

  test('parts of a GLB that are drawn as strips and fans are triangles too: a box of all three is whole', async () => {
    const { run } = await fromFile('box.glb', await boxOfStrips());
    const [mesh] = (await run()).meshes.items;
    if (!mesh) throw new Error('nothing was read');
    expect(mesh.faces.length / 3).toBe(12);
    expect([volumeOf(mesh), areaOf(mesh)]).toEqual([expect.closeTo(1.8 ** 3, 4), expect.closeTo(6 * 1.8 ** 2, 4)]);
  });

  test('a GLB with one mesh in many places is refused before any of them is built', async () => {
    const build = vi.spyOn(Accessor.prototype, 'getElement');
    const { run } = await fromFile('many.glb', await boxOfStrips(100, 1_000));
    expect((await refusalOf(run())).detail).toContain('it has 201,000 triangles; at most 200,000 are read');
    expect(build).not.toHaveBeenCalled();
    build.mockRestore();
  });

  test('of a zip, folders are kinds, and what cannot be used is skipped, named and counted', async () => {
    const cloud = [
      'ply',
      'format ascii 1.0',
      'element vertex 1',
      'property float x',
      'property float y',
      'property float z',
      'end_header',
      '0 0 0',
    ];
    const bytes = zipSync({
      'a/pyramid.obj': text(PYRAMID),
      'b/pyramid.obj': text(PYRAMID),
      'b/empty.obj': new Uint8Array(),
      'b/nan.obj': text(['v 0 0 0', 'v nan 0 0', 'v 0 1 0', 'f 1 2 3']),
      'b/cloud.ply': text(cloud),
      'b/cut.glb': Uint8Array.of(0x67, 0x6c, 0x54, 0x46, 2, 0),
      'b/flat.obj': text(['v 0 0 0', 'v 1 0 0', 'v 2 0 0', 'f 1 2 3']),
      'b/astray.obj': text(['v 0 0 0', 'v 1 0 0', 'v 2 1 0', 'f 1 2 9']),
      'readme.txt': text(['hello']),
    });
    const { run, context } = await fromFile('all.zip', bytes);
    const { meshes } = await run();
    expect(meshes).toMatchObject({ items: { length: 2 }, classes: ['a', 'b'], labels: Int32Array.of(0, 1) });
    const [others, skipped = ''] = context.logs;
    expect(others).toContain('1 file that is no mesh was left out');
    for (const part of [
      '6 files were skipped',
      'it is empty',
      'no number',
      'points and no triangles',
      'damaged',
      'no area',
    ])
      expect(skipped).toContain(part);
  });

  test('of more files than are asked for some are taken by chance, of all kinds, and it is told', async () => {
    const kinds = ['chairs', 'tables'].flatMap((kind) => Array.from({ length: 10 }, (_, at) => `${kind}/${at}.obj`));
    const bytes = zipSync(Object.fromEntries(kinds.map((name) => [name, text(PYRAMID)])));
    const { file, files } = fileOf('all.zip', bytes);
    const taken = async (given: object, seed: number) => {
      const context = testContext({ files, seed });
      const { meshes } = await source({}, sourceSolids.params.parse({ origin: 'files', file, ...given }), context);
      return { ...meshes, logs: context.logs };
    };
    const some = await taken({ count: 8 }, 1);
    expect([some.items.length, some.classes, new Set(some.labels)]).toEqual([8, ['chairs', 'tables'], new Set([0, 1])]);
    expect(some.logs).toEqual(['8 of 20 meshes were taken by chance; raise “Solids” for more.']);
    expect(await taken({ count: 8 }, 1)).toEqual(some);
    const others = await Promise.all([2, 3, 4].map(async (seed) => (await taken({ count: 8 }, seed)).labels));
    expect(others.some((labels) => String(labels) !== String(some.labels))).toBe(true);
    expect((await taken({ count: 20 }, 1)).logs).toEqual([]);
    expect(await refusalOf(taken({ keep: 'lamp' }, 1))).toMatchObject({
      code: 'solids.no-kind',
      detail: 'There are chairs, tables.',
    });
  });

  test('a folder of which no file could be read is no kind', async () => {
    const good = text(PYRAMID);
    const bytes = zipSync({ 'a/1.obj': good, 'b/1.obj': text(['v 0 0 0']), 'c/1.obj': good, 'c/2.obj': good });
    const { run } = await fromFile('all.zip', bytes);
    expect((await run()).meshes).toMatchObject({ classes: ['a', 'c'], labels: Int32Array.of(0, 1, 1) });
  });

  test('too many triangles are refused with what helps, and a file of nothing but such says so', async () => {
    const many = [...PYRAMID.slice(0, 5), ...Array.from({ length: 200_001 }, () => 'f 1 2 5')];
    const { run } = await fromFile('many.obj', text(many));
    const refused = await refusalOf(run());
    expect(refused).toMatchObject({ code: 'meshes.none', title: 'No mesh could be read from “many.obj”.' });
    expect(refused.detail).toContain('200,001 triangles; at most 200,000 are read, so simplify it first');
  });

  test('no file and no kind are told before anything is made', async () => {
    expect(await refusalOf(solids({ origin: 'files' }))).toMatchObject({ code: 'source.no-file' });
    expect(await refusalOf(solids({ keep: 'teapot' }))).toMatchObject({ code: 'solids.no-kind' });
  });
});

test('what is built in is what the contract says, each kind with its caption', async () => {
  const meshes = await solids({ count: 40, detail: 10 });
  expect(meshes.classes).toEqual(BUILT_IN);
  for (const [at, label] of [...(meshes.labels ?? [])].entries())
    expect(meshes.captions?.[at]?.endsWith(BUILT_IN[label] ?? '–')).toBe(true);
});

test('meshes are stored and read again as they are', async () => {
  const meshes = await solids({ count: 3 });
  const codec = codecOf('meshes');
  expect(codec.decode(codec.encode(meshes))).toEqual(meshes);
  expect(codec.facts?.(meshes)).toEqual({ classes: meshes.classes, captioned: true });
  expect(codec.look(meshes, { large: true })).toMatchObject({
    view: 'solids',
    items: { length: 3, 0: { form: 'mesh', caption: meshes.captions?.[0] } },
  });
});

describe('as examples', () => {
  test('solids become grids and grids the same solids again: closed, near the first ones', async () => {
    const meshes = await solids({ detail: 28 });
    const { examples } = await toGrids({ meshes }, solidGrids.params.parse({ side: 24 }), testContext());
    expect(examples).toMatchObject({
      shape: [24, 24, 24, 1],
      count: 6,
      captions: meshes.captions,
      classes: meshes.classes,
    });
    const made = await toMeshes({ examples }, solidMeshes.params.parse({}), testContext());
    const context = testContext();
    const params = evaluateSolids.params.parse({ compare: 'pairs', points: 400 });
    const { metrics } = await evaluate({ made: made.meshes, real: meshes }, params, context);
    const figure = (name: string) => metrics.values.find((value) => value.name === name)?.value ?? Number.NaN;
    expect(figure('Watertight')).toBe(100);
    expect(figure('Chamfer distance')).toBeLessThan(8);
    expect(figure('F-score')).toBeGreaterThan(90);
    const apart = await evaluate(
      { made: made.meshes, real: meshes },
      evaluateSolids.params.parse({ points: 128 }),
      context,
    );
    expect(apart.metrics.values.map(({ name }) => name)).toEqual([
      'Chamfer distance',
      'F-score',
      'Coverage',
      'Minimum matching distance',
      'Watertight',
    ]);
  });

  test('cells are 0 or 1; clouds lie on the surface; both are shown as solids', async () => {
    const meshes = await solids({ keep: 'sphere' });
    const grids = testContext();
    const { examples } = await toGrids({ meshes }, solidGrids.params.parse({ tells: 'cells', side: 12 }), grids);
    expect(new Set(examples.data)).toEqual(new Set([0, 1]));
    expect(grids.previews.at(-1)?.view).toMatchObject({ view: 'solids', items: { 0: { form: 'cells', side: 12 } } });
    const clouds = testContext();
    const { examples: points } = await toPoints({ meshes }, surfacePoints.params.parse({ points: 64 }), clouds);
    expect(points).toMatchObject({ shape: [64, 3], count: 6 });
    const radii = Array.from({ length: 64 }, (_, at) => Math.hypot(...points.data.subarray(3 * at, 3 * at + 3)));
    expect(Math.max(...radii) - Math.min(...radii)).toBeLessThan(0.03);
    expect(clouds.previews.at(-1)?.view).toMatchObject({ view: 'solids', items: { 0: { form: 'points' } } });
  });

  test.each(['distance', 'cells'])(
    'meshes that shut nothing in are counted: an open one as a grid of %s',
    async (tells) => {
      const [whole] = (await solids({ keep: 'sphere', count: 1 })).items;
      const open = { vertices: Float32Array.of(-1, 0.1, -1, 1, 0.1, -1, 0, 0.1, 1), faces: Uint32Array.of(0, 1, 2) };
      const params = solidGrids.params.parse({ tells, side: 12 });
      const context = testContext();
      await toGrids({ meshes: { items: whole ? [open, whole, open] : [] } }, params, context);
      expect(context.logs[0]).toContain('2 of 3 meshes shut nothing in: they are open or thinner than a cell.');
      const full = testContext();
      await toGrids({ meshes: { items: whole ? [whole] : [] } }, params, full);
      expect(full.logs).toEqual([]);
    },
  );

  test('what is no grid, what is empty and what are no pairs is told', async () => {
    const flat: Examples = { shape: [4, 4, 1], count: 1, data: new Float32Array(16) };
    expect(
      await refusalOf(async () => toMeshes({ examples: flat }, solidMeshes.params.parse({}), testContext())),
    ).toMatchObject({
      code: 'solids.no-grid',
    });
    const values = sampleGrid(ball(0.5), 12, 0.3).values;
    const data = new Float32Array(2 * 12 ** 3);
    data.set(values);
    const context = testContext();
    const { meshes } = await toMeshes(
      { examples: { shape: [12, 12, 12, 1], count: 2, data } },
      solidMeshes.params.parse({}),
      context,
    );
    expect(context.logs[0]).toContain('1 of 2 grids are nowhere above 0.5');
    const { examples } = await toPoints({ meshes }, surfacePoints.params.parse({ points: 32 }), testContext());
    expect(examples.count).toBe(1);
    const lost = testContext();
    const holed = Float32Array.from(values, (value, at) => (at === 900 || at === 5 ? Number.NaN : value));
    const shape = [12, 12, 12, 1];
    await toMeshes({ examples: { shape, count: 1, data: holed } }, solidMeshes.params.parse({}), lost);
    expect(lost.logs).toEqual([expect.stringContaining('2 cells in 1 of 1 grids are no numbers and count as 0')]);
    const real = await solids();
    const params = evaluateSolids.params.parse({ compare: 'pairs' });
    expect(await refusalOf(async () => evaluate({ made: meshes, real }, params, testContext()))).toMatchObject({
      code: 'solids.no-pairs',
    });
  });
});

test('PointNet gives the same whatever the order of the points, and a gradient to every weight', async () => {
  await tf.setBackend('cpu');
  const params = { points: 40, width: 8, layers: 1, features: 6 };
  const random = createRandom(2);
  const cloud = Array.from({ length: 40 }, () => [random.normal(), random.normal(), random.normal()]);
  const other = random.shuffle([...cloud]);
  const specs = pointnet.parameters(params);
  const named = (values: readonly tf.Tensor[]) =>
    Object.fromEntries(specs.flatMap(({ name }, at) => (values[at] ? [[name, values[at]]] : [])));
  const weights = specs.map((spec) => tf.tensor(pointnet.initialise(spec, random, params), spec.shape.map(Number)));
  const context = { training: false, scope: 'test', offset: 0, constants: createConstants() };
  const of = (points: number[][], given: readonly tf.Tensor[]) =>
    pointnet.forward([tf.tensor([points])], named(given), params, context);
  expect(of(other, weights).dataSync()).toEqual(of(cloud, weights).dataSync());
  const gradients = tf.grads((...given: tf.Tensor[]) => tf.sum(of(cloud, given)))(weights);
  for (const gradient of gradients) expect(gradient.dataSync().some((value) => value !== 0)).toBe(true);
});

test('a skin that is held thinner than it should be is told, with what helps, and not to make it thicker', async () => {
  const logsOf = async (placeOf: (at: number) => readonly number[], given: object) => {
    const data = Float32Array.from(Array.from({ length: 32 }, (_, at) => placeOf(at)).flat());
    const context = testContext();
    const params = cloudGrids.params.parse(given);
    await cloudsToGrids({ examples: { shape: [32, 3], count: 1, data } }, params, context);
    return context.logs;
  };
  // Spread over a sphere by the golden angle.
  const sphere = (at: number) => {
    const height = (2 * at + 1) / 32 - 1;
    const [around, wide] = [at * Math.PI * (3 - Math.sqrt(5)), Math.sqrt(1 - height * height)];
    return [wide * Math.cos(around), height, wide * Math.sin(around)].map((value) => 0.8 * value);
  };
  const [held, ...others] = await logsOf(sphere, { side: 16, closes: 8 });
  expect(others).toEqual([]);
  expect(held).toBe(
    `The points of 1 of 1 clouds are so far apart that the skin around them was held at 4 cells, less than “Skin around points” asks for. More points close larger gaps.`,
  );
  const line = (at: number) => [-1 + at * 0.064, 0, 0];
  const [open] = await logsOf(line, { side: 32, closes: 8 });
  expect(open).toContain('held at 6 cells');
  expect(open).toContain('; 1 shut nothing in. Fewer cells each way, or more points, close larger gaps.');
  // A skin that is only too thin can be made thicker.
  expect(await logsOf(line, { side: 12, closes: 1 })).toEqual([
    '1 of 1 clouds shut nothing in. A thicker skin closes larger gaps.',
  ]);
});

test('clouds become the solids that they lie on, with their captions, and what is no cloud is refused', async () => {
  const meshes = await solids({ count: 7 });
  const { examples } = await toPoints({ meshes }, surfacePoints.params.parse({ points: 1_024 }), testContext());
  const { examples: grids } = await cloudsToGrids({ examples }, cloudGrids.params.parse({}), testContext());
  expect(grids).toMatchObject({ shape: [32, 32, 32, 1], count: 7, captions: meshes.captions });
  const { meshes: found } = await toMeshes({ examples: grids }, solidMeshes.params.parse({}), testContext());
  expect(found.items.map(openEdges)).toEqual(found.items.map(() => 0));
  const { metrics } = await evaluate(
    { made: found, real: meshes },
    evaluateSolids.params.parse({ compare: 'pairs' }),
    testContext(),
  );
  expect(metrics.values.find(({ name }) => name === 'F-score')?.value).toBeGreaterThan(85);
  expect(
    await refusalOf(async () => cloudsToGrids({ examples: grids }, cloudGrids.params.parse({}), testContext())),
  ).toMatchObject({
    code: 'solids.no-cloud',
  });
});
