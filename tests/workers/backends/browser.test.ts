import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { distance } from '@/tests/workers/kernels/on-wasm';
import { webglKernels } from '@/workers/gpu/webgl/list';
import { webgpuKernels } from '@/workers/gpu/webgpu/list';
import { openProbePage, type ProbePage } from './probe-page';

const chromium = process.env.CHROME_PATH ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(chromium))('backends in a real browser, from the bundle of the product', () => {
  let page: ProbePage;
  beforeAll(async () => {
    page = await openProbePage();
  });
  afterAll(() => page.close());

  test('wasm runs on as many threads as it was given, and they load without an error', async () => {
    const { started, isolated, log, sum } = await page.probe('wasm', { threads: 2 });
    expect(isolated).toBe(true);
    expect(started).toMatchObject({ name: 'wasm', threads: 2, label: 'WebAssembly · 2 threads' });
    expect(sum).toBe(512);
    expect(log).toEqual([]);
    expect(page.errors).toEqual([]);
  });

  test('one thread takes the build that keeps no workers', async () => {
    const { started, sum } = await page.probe('wasm', { threads: 1 });
    expect(started).toMatchObject({ name: 'wasm', threads: 1, label: 'WebAssembly' });
    expect(sum).toBe(512);
  });

  test('the choice leaves software adapters aside, says so, and finds wasm', async () => {
    const { started, listed, log } = await page.probe('auto');
    expect(started.name).toBe('wasm');
    expect(started.gflops).toBeGreaterThan(0);
    expect(log.join(' ')).toMatch(/software/);
    expect(listed.map(({ name, active }) => [name, active])).toEqual([
      ['webgpu', false],
      ['webgl', false],
      ['wasm', true],
      ['cpu', false],
    ]);
  });

  test('a GPT trains, is evaluated and writes the same on all four backends from the same seed, and leaves no tensor', async () => {
    const reference = await page.probe('cpu', { train: true });
    expect(reference.leaked).toBe(0);
    for (const name of ['wasm', 'webgl', 'webgpu'] as const) {
      const { started, sum, listed, training, leaked } = await page.probe(name, { train: true });
      expect(started.name).toBe(name);
      expect(sum).toBe(512);
      expect(listed.find(({ active }) => active)?.name).toBe(name);
      expect(leaked).toBe(0);
      const off = training?.losses.map((loss, step) =>
        Math.abs(loss - (reference.training?.losses[step] ?? Number.NaN)),
      );
      expect(off?.length).toBe(8);
      expect(Math.max(...(off ?? [Number.NaN]))).toBeLessThan(1e-3);
      expect(training?.evaluated).toBeCloseTo(reference.training?.evaluated ?? Number.NaN, 2);
      expect(training?.written).toEqual(reference.training?.written);
    }
  });

  test('each family of generative models trains alike on all four backends, and leaves no tensor', async () => {
    const reference = await page.probe('cpu', { families: true });
    for (const name of ['wasm', 'webgl', 'webgpu'] as const) {
      const { families, leaked } = await page.probe(name, { families: true });
      expect(leaked).toBe(0);
      for (const [at, { name: family, losses }] of families.entries()) {
        const expected = reference.families[at]?.losses ?? [];
        expect(losses.length).toBeGreaterThanOrEqual(2);
        const off = Math.max(...losses.map((loss, step) => Math.abs(loss - (expected[step] ?? Number.NaN))));
        expect(off, `${family} on ${name}`).toBeLessThan(1e-3);
      }
    }
  });

  test('what a graphics card does in one program it does as the composition of ops on cpu, and leaves nothing', async () => {
    const reference = await page.probe('cpu', { fused: true });
    expect(reference.kernels).not.toContain('FusedLayerNorm');
    for (const [name, ours] of [
      ['webgpu', webgpuKernels],
      ['webgl', webglKernels],
    ] as const) {
      const { fused, kernels, log, leaked } = await page.probe(name, { fused: true });
      expect(log).toEqual([]);
      expect(kernels).toEqual(expect.arrayContaining(ours.map((kernel) => kernel.name)));
      expect(fused.map((result) => result.name)).toEqual(reference.fused.map((result) => result.name));
      const apart = fused
        .map((result, at) => [result.name, distance(result.numbers, reference.fused[at]?.numbers ?? [])] as const)
        .filter(([, off]) => !(off < 2e-5));
      expect(apart).toEqual([]);
      expect(leaked).toBe(0);
    }
  });

  test('where a policy forbids the threads, one thread serves and the log says why', async () => {
    const strict = await openProbePage(false);
    try {
      const { started, log, sum } = await strict.probe('wasm', { threads: 2 });
      expect(started).toMatchObject({ name: 'wasm', threads: 1 });
      expect(log.join(' ')).toMatch(/thread did not start/);
      expect(sum).toBe(512);
    } finally {
      await strict.close();
    }
  });
});
