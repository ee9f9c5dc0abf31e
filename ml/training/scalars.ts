import { keep, type Scalar, type Tensor, tidy } from '../tf';

/** The values of some scalars by their names; all that is made on the way is disposed of. */
export async function readScalars(
  make: () => Readonly<Record<string, Scalar>>,
): Promise<Readonly<Record<string, number>>> {
  const kept: [string, Tensor][] = [];
  try {
    tidy(() => {
      for (const [name, value] of Object.entries(make())) kept.push([name, keep(value)]);
    });
    const numbers: Record<string, number> = {};
    for (const [name, value] of kept) numbers[name] = (await value.data())[0] ?? Number.NaN;
    return numbers;
  } finally {
    for (const [, value] of kept) value.dispose();
  }
}
