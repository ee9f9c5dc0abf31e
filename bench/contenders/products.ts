import { createRandom } from '@/ml/random';
import { dispose, matMul, tensor } from '@/ml/tf';
import { repeated, type Task } from '../support/contender';

/** A batch of products `[m, k] · [k, n]`, whose operands may stand transposed in memory. */
export interface Product {
  readonly batch: number;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Both operands, the same for all contenders. */
export function operands({ batch, m, k, n, transposeA, transposeB }: Product) {
  const random = createRandom('operands');
  const values = (size: number) => Float32Array.from({ length: size }, () => random.next() - 0.5);
  return {
    a: { values: values(batch * m * k), shape: [batch, ...(transposeA ? [k, m] : [m, k])] },
    b: { values: values(batch * k * n), shape: [batch, ...(transposeB ? [n, k] : [k, n])] },
  };
}

/** A few numbers of the result, from all over it. */
export const someOf = (values: ArrayLike<number>): number[] =>
  Array.from({ length: 16 }, (_, index) => values[Math.floor((index * (values.length - 1)) / 15)] ?? Number.NaN);

/** The product on TF.js. Its values are some of the result. */
export const product: Task<Product> = async (settings) => {
  const { a, b } = operands(settings);
  const [left, right] = [tensor(a.values, a.shape), tensor(b.values, b.shape)];
  const multiply = () => matMul(left, right, settings.transposeA, settings.transposeB);
  const result = multiply();
  const values = someOf(await result.data());
  result.dispose();
  return repeated(
    () => dispose(multiply()),
    () => dispose([left, right]),
    values,
  );
};
