import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { guided } from '@/ml/diffusion/guidance';
import { diffusionLevel } from '@/ml/diffusion/levels';
import { sampleDdim } from '@/ml/diffusion/samplers/ddim';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import * as tf from '@/ml/tf';
import { bestDenoiser, momentsOf, momentsOfMixture, twoHills } from '../helpers/mixture';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const schedule = noiseSchedule('linear', 1000);
const levelOf = (time: number) => diffusionLevel(schedule, time);

describe('guidance', () => {
  const denoiser = bestDenoiser(twoHills, 'v', levelOf);
  const labels = Int32Array.from({ length: 2000 }, () => 0);
  const options = { prediction: 'v' as const, schedule, shape: [2000, 2], steps: 50, seed: 11, labels };
  const means = async (scale: number) => {
    const { samples } = await sampleDdim({ ...options, denoiser: guided(denoiser, { scale, nullClass: 2 }) });
    const { mean } = momentsOf(samples);
    samples.dispose();
    return mean;
  };

  test('of scale 1 is conditional, of 0 unconditional, and in between and beyond a line through both', async () => {
    expectClose(await means(1), twoHills.means[0] ?? [], 0.03);
    expectClose(await means(0), momentsOfMixture(twoHills).mean, 0.07);
    const [x, times] = [tf.randomNormal([4, 2], 0, 1, 'float32', 1), tf.fill([4], 500) as tf.Tensor1D];
    const of = (label: number) => tf.fill([4], label, 'int32') as tf.Tensor1D;
    const [conditional, unconditional] = [denoiser(x, times, of(0)), denoiser(x, times, of(2))];
    for (const scale of [0, 0.5, 1, 3]) {
      const line = tf.add(unconditional, tf.mul(tf.sub(conditional, unconditional), scale));
      expectClose(guided(denoiser, { scale, nullClass: 2 })(x, times, of(0)), line.dataSync(), 1e-5);
    }
    expect(() => guided(denoiser, { scale: 3, nullClass: 2 })(x, times)).toThrow('class');
  });
});
