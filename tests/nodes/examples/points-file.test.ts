import { describe, expect, test } from 'vitest';
import { sourcePoints } from '@/nodes/source/points/node';
import { run } from '@/nodes/source/points/run';
import { fileOf, refusalOf, testContext } from '../support';
import { said } from './support';

const TABLE = 'Width,height,kind\n1,2,cat\n-3.5,4e1,dog\n,6,dog\n7,8,cat\n';

async function read(table: string, params: object = {}) {
  const { file, files } = fileOf('things.csv', table);
  const context = testContext({ files });
  const all = sourcePoints.params.parse({ shape: 'file', file, x: 'Width', y: 'height', ...params });
  return { ...(await run({}, all, context)), logs: context.logs };
}

describe('points from a table', () => {
  test('are two of its columns, without rows that miss one', async () => {
    const { examples, logs } = await read(TABLE);
    expect(examples).toEqual({ shape: [2], count: 3, data: Float32Array.from([1, 2, -3.5, 40, 7, 8]) });
    expect(logs).toEqual(['1 of 4 rows of “things.csv” misses a value and was left out.']);
  });

  test('have the classes of a third column', async () => {
    const { examples } = await read(TABLE, { label: ' kind ' });
    expect(examples.classes).toEqual(['cat', 'dog']);
    expect([...(examples.labels ?? [])]).toEqual([0, 1, 0]);
  });

  test('are refused with what is wrong: no file, no such column, words for numbers, no rows', async () => {
    const params = sourcePoints.params.parse({ shape: 'file' });
    expect(await refusalOf(() => run({}, params, testContext()))).toMatchObject({ code: 'source.no-file' });
    expect(sourcePoints.advise?.({}, params)).toMatchObject([{ code: 'source.no-file' }]);
    expect(sourcePoints.advise?.({}, sourcePoints.params.parse({}))).toEqual([]);
    expect(await refusalOf(read(TABLE, { x: 'depth' }))).toMatchObject({
      code: 'data.table.columns',
      detail: 'Its columns are: “Width”, “height”, “kind”.',
    });
    expect(await refusalOf(read(TABLE, { y: 'kind' }))).toMatchObject({ code: 'data.table.kind' });
    expect(await refusalOf(read('Width,height\n'))).toMatchObject({ code: 'data.table.empty' });
    expect(await refusalOf(read('Width,height\n1,\n,2\n'))).toMatchObject({ code: 'data.points.none' });
  });

  test('have a shape before the file is read, and classes only once it is', () => {
    expect(said('source.points', { shape: 'file', label: 'kind' }, {})).toEqual({ exampleShape: [2] });
  });
});
