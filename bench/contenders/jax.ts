/** jax-js on its own WebAssembly kernels, with as many threads as it takes. */
import { defaultDevice, init, type JaxArray, jit, numpy as np } from '@jax-js/jax';
import { contend, repeated, type Task } from '../support/contender';
import { jaxGptStep } from './jax-gpt';
import { jaxUnetStep } from './jax-unet';
import { operands, type Product, someOf } from './products';

const jaxProduct: Task<Product> = async (settings) => {
  const { a, b } = operands(settings);
  const [left, right] = [np.array(a.values).reshape(a.shape), np.array(b.values).reshape(b.shape)];
  const multiply = jit((a: JaxArray, b: JaxArray) =>
    np.matmul(settings.transposeA ? np.matrixTranspose(a) : a, settings.transposeB ? np.matrixTranspose(b) : b),
  );
  const values = someOf(await multiply(left.ref, right.ref).data());
  return repeated(
    async () => {
      const result = multiply(left.ref, right.ref);
      await result.blockUntilReady();
      result.dispose();
    },
    () => {
      left.dispose();
      right.dispose();
      multiply.dispose();
    },
    values,
  );
};

await init('wasm');
defaultDevice('wasm');
console.log(`jax-js, ${navigator.hardwareConcurrency} threads`);
contend({ 'gpt-step': jaxGptStep, 'unet-step': jaxUnetStep, product: jaxProduct });
