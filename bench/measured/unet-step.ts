/**
 * A denoiser's training step on wasm: a U-Net over 32 × 32 × 3 with 32, 64 and 128 channels, two residual blocks a level (Ho et al. 2020, appendix B, but
 * without time and attention), batch 16, Adam; and where its time goes. `--plain-cpu`: a step of batch 2 beside one of TF.js's cpu backend; `--shapes`:
 * each kernel's shapes apart; `--alone`: one thread.
 */
import { groupNorm } from '@/ml/functions/group-norm';
import { adamw } from '@/ml/optimisers/adamw';
import * as tf from '@/ml/tf';
import { bar, median } from '../support/bar';
import { asked, finish, inBrowser, startWasm } from '../support/environment';
import { startProfile } from '../support/profile';

const [SIZE, GROUPS] = [32, 8];
const LEVELS = [32, 64, 128] as const;

await startWasm(asked('--alone') ? { threads: 1 } : {});
const steps = 10;
await train(3);
const ours = await train(steps);
console.log(`step: median ${median(ours).toFixed(1)} ms, best ${Math.min(...ours).toFixed(1)} ms`);
const profile = startProfile({ withShapes: asked('--shapes') });
profile.print(steps, median(await train(steps)));

if (asked('--plain-cpu')) {
  // At a batch of sixteen the other takes five minutes.
  const small = median(await train(steps, 2));
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  const theirs = median(await train(1, 2));
  console.log(`batch 2: ${small.toFixed(0)} ms, TF.js's cpu backend ${theirs.toFixed(0)} ms`);
  bar(`unet-step.ratio-to-cpu-${inBrowser ? 'chromium' : 'node'}`, theirs / small, { atLeast: 5 }, 1);
}
finish();

/** Milliseconds of each of `count` steps from new weights on. */
async function train(count: number, batch = 16): Promise<number[]> {
  const weights = new Map<string, tf.Tensor>();
  const optimiser = adamw({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 });
  let moments = new Map<string, Readonly<Record<string, tf.Tensor>>>();
  const image: [number, number, number, number] = [batch, SIZE, SIZE, 3];
  const [noisy, noise] = [tf.randomNormal(image, 0, 1, 'float32', 1), tf.randomNormal(image, 0, 1, 'float32', 2)];
  // The first pass makes the weights: it asks for each by name and shape.
  tf.tidy(() => unet(noisy, (name, shape) => made(weights, name, shape)));
  const names = [...weights.keys()];
  const times: number[] = [];
  for (let step = 1; step <= count; step++) {
    const start = performance.now();
    const loss = tf.tidy(() => {
      const { value, grads } = tf.valueAndGrads((...given: tf.Tensor[]) => {
        const current = new Map(names.map((name, index) => [name, given[index]]));
        return tf.mean(
          tf.square(
            tf.sub(
              unet(noisy, (name) => known(current.get(name))),
              noise,
            ),
          ),
        );
      })(names.map((name) => known(weights.get(name))));
      const kept = new Map<string, Readonly<Record<string, tf.Tensor>>>();
      for (const [index, name] of names.entries()) {
        const old = { weights: known(weights.get(name)), moments: moments.get(name) ?? {} };
        const gradient = known(grads[index]);
        const made = optimiser.update({ ...old, gradient, learningRate: 1e-3, step, decays: false });
        tf.dispose([old.weights, ...Object.values(old.moments)]);
        weights.set(name, tf.keep(made.weights));
        kept.set(name, Object.fromEntries(Object.entries(made.moments).map(([key, one]) => [key, tf.keep(one)])));
      }
      moments = kept;
      return tf.keep(value);
    });
    await loss.data();
    loss.dispose();
    times.push(performance.now() - start);
  }
  tf.dispose([noisy, noise, ...weights.values(), ...[...moments.values()].flatMap((one) => Object.values(one))]);
  return times;
}

/** A weight by name, of this shape. */
type Weight = (name: string, shape: readonly number[]) => tf.Tensor;

function made(weights: Map<string, tf.Tensor>, name: string, shape: readonly number[]): tf.Tensor {
  const inputs = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const spread = 1 / Math.sqrt(inputs);
  const fresh =
    shape.length === 1
      ? name.endsWith('scale')
        ? tf.ones([...shape])
        : tf.zeros([...shape])
      : tf.randomNormal([...shape], 0, spread, 'float32', weights.size);
  weights.set(name, tf.keep(fresh));
  return fresh;
}

function unet(x: tf.Tensor, weight: Weight): tf.Tensor {
  const skips: tf.Tensor[] = [];
  let h = conv(x, LEVELS[0], 3, 1, 'in', weight);
  for (const [level, channels] of LEVELS.entries()) {
    if (level > 0) h = conv(h, channels, 3, 2, `down${level}`, weight);
    for (const block of [0, 1]) h = residual(h, channels, `down${level}.${block}`, weight);
    skips.push(h);
  }
  for (const level of [1, 0]) {
    const [channels = 0, skip] = [LEVELS[level], skips[level]];
    const [, height = 0, width = 0] = h.shape;
    const up = tf.image.resizeNearestNeighbor(h as tf.Tensor4D, [2 * height, 2 * width]);
    h = tf.concat([conv(up, channels, 3, 1, `up${level}`, weight), known(skip)], 3);
    for (const block of [0, 1]) h = residual(h, channels, `up${level}.${block}`, weight);
  }
  return conv(normalised(h, 'out', weight), 3, 3, 1, 'out', weight);
}

/** norm, SiLU, convolution, twice, beside a shortcut. */
function residual(x: tf.Tensor, channels: number, name: string, weight: Weight): tf.Tensor {
  const first = conv(normalised(x, `${name}.first`, weight), channels, 3, 1, `${name}.first`, weight);
  const second = conv(normalised(first, `${name}.second`, weight), channels, 3, 1, `${name}.second`, weight);
  const shortcut = x.shape.at(-1) === channels ? x : conv(x, channels, 1, 1, `${name}.shortcut`, weight);
  return tf.add(shortcut, second);
}

function conv(x: tf.Tensor, channels: number, taps: number, stride: number, name: string, weight: Weight): tf.Tensor {
  const filter = weight(`${name}.filter`, [taps, taps, x.shape.at(-1) ?? 0, channels]);
  const y = tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, 'same');
  return tf.add(y, weight(`${name}.bias`, [channels]));
}

/** Group norm, then SiLU. */
function normalised(x: tf.Tensor, name: string, weight: Weight): tf.Tensor {
  const channels = x.shape.at(-1) ?? 0;
  const options = { groups: GROUPS, epsilon: 1e-5, silu: true };
  return groupNorm(x, weight(`${name}.scale`, [channels]), weight(`${name}.shift`, [channels]), options);
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('a weight or a level is missing');
  return value;
}
