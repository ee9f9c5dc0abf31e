import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { input, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.gather` on wasm without batch axes; an index that is out of range throws a RangeError. */
export const gather: WasmKernel = {
  name: 'GatherV2',
  create: ({ heap, parallel, original }) => {
    return (params) => {
      const [x, indices] = [input(params.inputs, 'x'), input(params.inputs, 'indices')];
      const { axis = 0, batchDims = 0 } = params.attrs ?? {};
      if (batchDims !== 0 || indices.dtype !== 'int32' || !(x.dtype === 'float32' || x.dtype === 'int32')) {
        return runOriginal(original, params);
      }
      const [along = 0] = util.parseAxisParam(Number(axis), x.shape);
      const length = x.shape[along] ?? 0;
      const places = heap.values(indices);
      const wrong = places.findIndex((index) => !(index >= 0 && index < length));
      if (wrong >= 0) {
        throw new RangeError(`Index ${places[wrong]} of gather, at place ${wrong}, is not in 0 … ${length - 1}.`);
      }
      const out = heap.output([...x.shape.slice(0, along), ...indices.shape, ...x.shape.slice(along + 1)], x.dtype);
      const outer = sizeOf(x.shape.slice(0, along));
      const bytes = 4 * sizeOf(x.shape.slice(along + 1));
      const count = sizeOf(indices.shape);
      const addresses = [heap.addressOf(x), heap.addressOf(indices), heap.addressOf(out)];
      parallel.run('gatherRuns', outer * count, grainOf(bytes / 4), length, bytes, count, ...addresses);
      return out;
    };
  },
  selfTest: (test) => {
    const x = { shape: [3, 2], values: [1, 2, 3, 4, 5, 6] };
    const indices = { shape: [4], values: [2, 0, 0, 1], dtype: 'int32' } as const;
    const values = [5, 6, 1, 2, 1, 2, 3, 4];
    test.expect({ x, indices }, { axis: 0, batchDims: 0 }, { shape: [4, 2], values });
  },
};

/** `tf.unsortedSegmentSum`, the gradient of gather, which TF.js's wasm lacks. Ids outside of the segments are left out. */
export const segmentSum: WasmKernel = {
  name: 'UnsortedSegmentSum',
  create: ({ heap, parallel }) => {
    return ({ inputs, attrs }) => {
      const [x, ids] = [input(inputs, 'x'), input(inputs, 'segmentIds')];
      const segments = Number(attrs?.numSegments ?? 0);
      checkSegments(x, ids);
      const run = sizeOf(x.shape.slice(1));
      const out = heap.output([segments, ...x.shape.slice(1)], 'float32');
      const count = ids.shape[0] ?? 0;
      const grain = grainOf((count * run) / Math.max(1, segments) + run);
      parallel.run(
        'segmentSum',
        segments,
        grain,
        count,
        run,
        heap.addressOf(x),
        heap.addressOf(ids),
        heap.addressOf(out),
      );
      return out;
    };
  },
  selfTest: (test) => {
    const x = { shape: [4, 2], values: [1, 2, 3, 4, 5, 6, 7, 8] };
    const segmentIds = { shape: [4], values: [2, 0, 2, -1], dtype: 'int32' } as const;
    test.expect({ x, segmentIds }, { numSegments: 3 }, { shape: [3, 2], values: [3, 4, 0, 0, 6, 8] });
  },
};

function checkSegments(x: TensorInfo, ids: TensorInfo): void {
  if (x.dtype !== 'float32' || ids.dtype !== 'int32') {
    throw new TypeError(`Sums by segment need float32 numbers and int32 ids; these are ${x.dtype} and ${ids.dtype}.`);
  }
  if (ids.shape.length !== 1 || ids.shape[0] !== x.shape[0]) {
    throw new RangeError(`Sums by segment need one id for each row: ids are [${ids.shape}], numbers [${x.shape}].`);
  }
}
