import type { Examples, Generator } from '@/graph';
import { sliceArrays, takeArrays } from '@/ml/arrays';
import { encodedBy, type LatentModel } from '../../common/latent-model';
import { WITH_ENCODER } from '../../common/latent-wiring';

/** Examples by which the numbers of a code are told apart. */
const ASKED = 500;

/** Without an encoder there are other walks. */
const OTHER_WALKS = `${WITH_ENCODER} Or set “Walk” to “from one random place to another”.`;

/** Where the first of the examples lie, one after the other; they are taken again where there are too few. */
export async function placesOf(open: LatentModel, { scaling }: Generator, given: Examples, count: number) {
  const some = takeArrays(
    given,
    Int32Array.from({ length: count }, (_, at) => at % given.count),
  );
  const { mean } = await encodedBy(open, scaling, some, OTHER_WALKS);
  return { places: mean, labels: some.labels };
}

/** The first example's place, and the numbers of the code in the order of how much they say of examples (their divergence from the prior). */
export async function numbersByUse(open: LatentModel, { scaling }: Generator, given: Examples) {
  const some = sliceArrays(given, 0, ASKED);
  const { mean, kl } = await encodedBy(open, scaling, some);
  const says = new Float64Array(open.width);
  for (const [at, nats] of kl.entries()) says[at % open.width] = (says[at % open.width] ?? 0) + nats;
  const order = Array.from(says.keys()).sort((a, b) => (says[b] ?? 0) - (says[a] ?? 0));
  return { first: mean.slice(0, open.width), label: some.labels?.[0], order };
}
