import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { expect, test, vi } from 'vitest';
import { decideHalf } from '@/workers/gpu/webgpu/half';
import { checkProduct } from '@/workers/gpu/webgpu/half-check';
import { withExtension, withHalf } from '@/workers/gpu/webgpu/half-device';
import { productCode } from '@/workers/gpu/webgpu/product-program';

const layout = { transposeA: false, transposeB: true, biased: true, fours: true };

test('only a program with tiles of 16 bits declares the extension; one of 32 bits and those of TF.js run on any adapter', () => {
  const half = withExtension(productCode({ ...layout, tile: 'f16' }));
  expect(half).toMatch(/^enable f16;/);
  expect(half).toContain('tileA : array<vec4<f16>, 256>');
  expect(half).toContain('var part = mat4x4<f32>();');
  const single = withExtension(productCode({ ...layout, tile: 'f32' }));
  expect(single).not.toContain('f16');
  expect(single).toContain('tileA : array<vec4<f32>, 256>');
});

/** An adapter that has those features and refuses what is in `refused`; what it is asked for, in order. */
function fakeGpu(features: readonly string[], refused?: string) {
  const asked: string[][] = [];
  const compiled: string[] = [];
  const device = { createShaderModule: ({ code }: { code: string }) => compiled.push(code) };
  class Gpu {
    async requestAdapter() {
      return {
        features: new Set(features),
        async requestDevice({ requiredFeatures }: { requiredFeatures: string[] }) {
          asked.push([...requiredFeatures]);
          if (refused && requiredFeatures.includes(refused)) throw new TypeError('refused');
          return device;
        },
      };
    }
  }
  // Only what is called of it.
  const gpu = new Gpu() as unknown as GPU;
  const start = async () => {
    const adapter = await gpu.requestAdapter();
    return adapter?.requestDevice({ requiredFeatures: ['timestamp-query'] });
  };
  return { gpu, start, asked, compiled };
}

test('the device is asked for half precision where the adapter offers it, beside what TF.js asks for', async () => {
  const { gpu, start, asked, compiled } = fakeGpu(['shader-f16']);
  const device = await withHalf(gpu, start);
  expect(asked).toEqual([['timestamp-query', 'shader-f16']]);
  device?.createShaderModule({ code: productCode({ ...layout, tile: 'f16' }) });
  device?.createShaderModule({ code: 'fn main() {}' });
  expect(compiled[0]).toMatch(/^enable f16;/);
  expect(compiled[1]).toBe('fn main() {}');
  await start();
  expect(asked.at(-1)).toEqual(['timestamp-query']);
});

test('an adapter without half precision is asked as ever, and a device that is refused with it is asked for without', async () => {
  const without = fakeGpu([]);
  await withHalf(without.gpu, without.start);
  expect(without.asked).toEqual([['timestamp-query']]);
  const refusing = fakeGpu(['shader-f16'], 'shader-f16');
  await withHalf(refusing.gpu, refusing.start);
  expect(refusing.asked).toEqual([['timestamp-query', 'shader-f16'], ['timestamp-query']]);
});

test('half precision serves where it is offered, wished for, right and quicker, and nowhere else', async () => {
  const circumstances = {
    ...{ offered: true, wished: true },
    check: vi.fn(async () => {}),
    measure: vi.fn(async () => ({ half: 1, single: 2 })),
  };
  expect(await decideHalf(circumstances)).toMatchObject({
    use: true,
    line: expect.stringMatching(/1\.00 ms .*2\.00 ms/),
  });
  const slow = { ...circumstances, measure: async () => ({ half: 1.9, single: 2 }) };
  expect(await decideHalf(slow)).toMatchObject({ use: false, line: expect.stringMatching(/stay in single/) });
  const broken = { ...circumstances, measure: async () => ({ half: Number.NaN, single: 2 }) };
  expect((await decideHalf(broken)).use).toBe(false);
  const wrong = { ...circumstances, check: () => Promise.reject(new Error('a number is wrong')) };
  expect(await decideHalf(wrong)).toMatchObject({
    use: false,
    line: expect.stringMatching(/left out: a number is wrong/),
  });
  vi.clearAllMocks();
  expect((await decideHalf({ ...circumstances, wished: false })).use).toBe(false);
  expect(await decideHalf({ ...circumstances, offered: false })).toEqual({ use: false });
  expect(circumstances.check).not.toHaveBeenCalled();
  expect(circumstances.measure).not.toHaveBeenCalled();
});

test('the check at start takes a product with tiles of 16 bits that are scaled, and refuses one whose tiles are not', async () => {
  const backend = new MathBackendCPU();
  await checkProduct(backend, emulated(backend, { scaled: true }));
  await expect(checkProduct(backend, emulated(backend, { scaled: false }))).rejects.toThrow(
    /68 × 36 × 72 is 0 instead/,
  );
  expect(backend.numDataIds()).toBe(0);
});

/** What the program computes, tile by tile of the sum. */
function emulated(backend: MathBackendCPU, { scaled }: { readonly scaled: boolean }): KernelFunc {
  return ({ inputs, attrs }) => {
    const { a, b } = inputs;
    if (!a || !b) throw new TypeError('nothing to multiply');
    const [left, right] = [a, b].map(({ dataId }) => backend.data.get(dataId).values);
    if (!(left instanceof Float32Array) || !(right instanceof Float32Array)) throw new TypeError('no numbers');
    const [first = 0, second = 0] = a.shape;
    const [m, k] = attrs?.transposeA ? [second, first] : [first, second];
    const n = right.length / k;
    const factorA = (row: number, at: number) => left[attrs?.transposeA ? at * m + row : row * k + at] ?? 0;
    const factorB = (at: number, column: number) => right[attrs?.transposeB ? column * k + at : at * n + column] ?? 0;
    const out = new Float32Array(m * n);
    for (let start = 0; start < k; start += 32) {
      const depth = Math.min(32, k - start);
      const [tileA, tileB] = [new Float64Array(m * depth), new Float64Array(depth * n)];
      for (let at = 0; at < depth; at++) {
        for (let row = 0; row < m; row++) tileA[row * depth + at] = factorA(row, start + at);
        for (let column = 0; column < n; column++) tileB[at * n + column] = factorB(start + at, column);
      }
      for (const tile of [tileA, tileB]) roundToHalf(tile, scaled);
      for (let row = 0; row < m; row++) {
        for (let at = 0; at < depth; at++) {
          const factor = tileA[row * depth + at] ?? 0;
          for (let column = 0; column < n; column++) {
            out[row * n + column] = (out[row * n + column] ?? 0) + factor * (tileB[at * n + column] ?? 0);
          }
        }
      }
    }
    return backend.makeTensorInfo([m, n], 'float32', out);
  };
}

/** To numbers as 16 bits hold them: scaled so that the largest is between 2¹⁴ and 2¹⁵, and back. */
function roundToHalf(values: Float64Array, scaled: boolean): void {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = scaled && largest > 0 ? 2 ** (14 - Math.floor(Math.log2(largest))) : 1;
  for (const [index, value] of values.entries()) {
    const [wide, size] = [value * scale, Math.abs(value * scale)];
    if (size >= 65_520) values[index] = wide * Number.POSITIVE_INFINITY;
    else {
      const step = 2 ** (Math.max(-14, Math.floor(Math.log2(size))) - 10);
      values[index] = (Math.round(wide / step) * step) / scale;
    }
  }
}
