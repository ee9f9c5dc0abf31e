import { describe, expect, test } from 'vitest';
import { fieldsOf, parseParams } from '@/graph';
import { sourcePoints } from '@/nodes/source/points/node';
import { run } from '@/nodes/source/points/run';
import { refusalOf, testContext } from '../support';
import { said } from './support';

const CROSS = [
  [
    [-1, 0],
    [1, 0],
  ],
  [
    [0, -0.5],
    [0, 0.5],
  ],
];
const read = async (params: object) =>
  run({}, sourcePoints.params.parse({ shape: 'drawing', ...params }), testContext());

describe('points from a drawing', () => {
  test('lie along its lines, more on longer ones, and each line is a class', async () => {
    const { examples } = await read({ drawing: CROSS, count: 3_000, spread: 0 });
    const off = [...examples.data].filter((_, index) => {
      const label = examples.labels?.[index >> 1];
      return index % 2 === (label === 0 ? 1 : 0);
    });
    expect(Math.max(...off.map(Math.abs))).toBe(0);
    const long = [...(examples.labels ?? [])].filter((label) => label === 0).length;
    expect(long / 3_000).toBeCloseTo(2 / 3, 1);
    expect(examples.classes).toEqual(said('source.points', { shape: 'drawing', drawing: CROSS }, {}).classes);
  });

  test('are asked for where nothing has been drawn, before and when it runs', async () => {
    const params = sourcePoints.params.parse({ shape: 'drawing' });
    expect(sourcePoints.advise?.({}, params)).toMatchObject([{ code: 'source.no-drawing' }]);
    expect(await refusalOf(read({}))).toMatchObject({ code: 'data.drawing.empty' });
  });

  test('are drawn on a sheet in the inspector, and a line that leaves it is refused', () => {
    expect(fieldsOf(sourcePoints).find(({ name }) => name === 'drawing')).toMatchObject({ type: 'drawing' });
    const parsed = parseParams(sourcePoints, { shape: 'drawing', drawing: [[[3, 0]]] });
    expect(parsed).toMatchObject({ ok: false, problems: [{ param: 'drawing' }] });
  });
});
