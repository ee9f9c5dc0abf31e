import * as tf from '@tensorflow/tfjs-core';

const ROWS = 256;
const WIDTH = 128;
const HIDDEN = 512;
const PRODUCTS = 4;
const FLOPS_PER_STEP = PRODUCTS * 2 * ROWS * WIDTH * HIDDEN;

/** Most of the time that one measurement may take, in milliseconds, first run and shader compiling left aside. */
const BUDGET_MS = 60;

/**
 * Speed of the current backend, in billions of floating-point operations a second, on what training is made of: a
 * feed-forward layer forward and back (products with either side transposed) with the small operations between, and
 * one number read back. A graphics card whose every small operation is a long way off shows it here.
 */
export async function measureGflops(): Promise<number> {
  const x = tf.randomNormal([ROWS, WIDTH], 0, 1, 'float32', 1);
  const widen = tf.randomNormal([WIDTH, HIDDEN], 0, 0.1, 'float32', 2);
  const narrow = tf.randomNormal([HIDDEN, WIDTH], 0, 0.1, 'float32', 3);
  const step = () =>
    tf.tidy(() => {
      const hidden = tf.relu(tf.matMul(x, widen));
      const out = tf.sub(tf.matMul(hidden, narrow), x);
      const back = tf.mul(tf.matMul(out, narrow, false, true), tf.step(hidden));
      const gradient = tf.matMul(hidden, out, true, false);
      return tf.add(tf.mean(tf.square(back)), tf.mean(tf.square(gradient)));
    });
  const timed = async (steps: number): Promise<number> => {
    const start = performance.now();
    let last = step();
    for (let index = 1; index < steps; index++) {
      last.dispose();
      last = step();
    }
    await last.data();
    last.dispose();
    return (performance.now() - start) / steps;
  };
  try {
    let perStep = await timed(1);
    if (perStep < BUDGET_MS) perStep = await timed(1);
    if (perStep < BUDGET_MS) perStep = await timed(Math.max(1, Math.min(20, Math.floor(BUDGET_MS / perStep))));
    return FLOPS_PER_STEP / (perStep * 1e6);
  } finally {
    tf.dispose([x, widen, narrow]);
  }
}
