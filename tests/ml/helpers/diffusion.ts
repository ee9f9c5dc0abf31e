import { readFileSync } from 'node:fs';
import type { Sampled } from '@/ml/diffusion/samplers/options';

/** The numbers that diffusers gave (`tests/fixtures/ml/diffusion.py`). */
export const diffusers = JSON.parse(readFileSync(new URL('../../fixtures/ml/diffusion.json', import.meta.url), 'utf8'));

/** The numbers of samples, which are freed. */
export async function valuesOf(sampling: Promise<Sampled>): Promise<number[]> {
  const { samples } = await sampling;
  const values = Array.from(samples.dataSync());
  samples.dispose();
  return values;
}
