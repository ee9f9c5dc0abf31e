import type { Examples, Generator, Metrics, RunContext } from '@/graph';
import { sliceArrays } from '@/ml/arrays';
import { applyScaling } from '@/ml/data/points';
import { gaussianValues } from '@/ml/functions/noise';
import { noiseShapeOf } from '@/ml/generators/from-noise';
import { type Network, sizeOf } from '@/ml/network';
import type { Likelihood, vae } from '@/ml/objectives/vae';
import { createRandom } from '@/ml/random';
import { joined } from '@/ml/roles';
import { readScalars } from '@/ml/training/scalars';
import { disposeAll, uploadWeights } from '@/ml/weights';

/** At most so many examples are measured once training is over, so many together. */
const [MEASURED, TOGETHER] = [10_000, 500];
/** Codes drawn for each of the examples put aside; of those learned from one is drawn. */
const DRAWS = 4;

interface Trained {
  readonly model: Generator;
  readonly roles: Readonly<Record<'encoder' | 'decoder', Network>>;
  readonly objective: ReturnType<typeof vae>;
  readonly given: { readonly examples: Examples; readonly validation?: Examples };
  readonly likelihood: Likelihood;
}

/** What the finished model is worth over all of the examples, with one random code for each, and not over some batches of training: what models are compared by. */
export async function withBounds(
  metrics: Metrics,
  { model, roles, objective, given, likelihood }: Trained,
  context: RunContext,
): Promise<Metrics> {
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  const latent = sizeOf(noiseShapeOf(roles.decoder));
  const measure = async (examples: Examples, draws: number): Promise<Bound> => {
    const count = Math.min(examples.count, MEASURED);
    const total = { reconstruction: 0, kl: 0 };
    for (let draw = 0; draw < draws; draw++)
      for (let from = 0; from < count; from += TOGETHER) {
        const items = applyScaling(sliceArrays(examples, from, Math.min(TOGETHER, count - from)), model.scaling);
        const noise = gaussianValues(items.count * latent, createRandom(`${context.seed}/bound/${draw}/${from}`));
        const { reconstruction, kl } = await readScalars(() => objective.measures(weights, { items, noise }, {}));
        const share = items.count / (count * draws);
        total.reconstruction += share * (reconstruction ?? Number.NaN);
        total.kl += share * (kl ?? Number.NaN);
        await context.breathe();
      }
    return total;
  };
  try {
    const aside = given.validation && given.validation.count > 0 ? await measure(given.validation, DRAWS) : null;
    const bounds = [
      ...(aside ? boundValues('validation', aside, given.examples, likelihood) : []),
      ...boundValues('training', await measure(given.examples, 1), given.examples, likelihood),
    ];
    return { ...metrics, values: [...bounds, ...metrics.values] };
  } finally {
    disposeAll(weights);
  }
}

interface Bound {
  readonly reconstruction: number;
  readonly kl: number;
}

function boundValues(of: string, { reconstruction, kl }: Bound, { shape }: Examples, { kind }: Likelihood) {
  const unit = 'nats per example';
  const bits = (reconstruction + kl) / (sizeOf(shape) * Math.LN2);
  return [
    {
      name: `−ELBO, ${of}`,
      value: reconstruction + kl,
      unit,
      better: 'lower' as const,
      help: 'The whole bound with β 1, over all examples and with the weights that are kept: −log p(x) is no more than this.',
    },
    { name: `Reconstruction, ${of}`, value: reconstruction, unit, better: 'lower' as const },
    { name: `KL divergence, ${of}`, value: kl, unit },
    // Bits of a density depend on the unit of the numbers; those of coins and of steps can be compared.
    ...(kind === 'gaussian'
      ? []
      : [{ name: `Bits per number, ${of}`, value: bits, unit: 'bits', better: 'lower' as const }]),
  ];
}
