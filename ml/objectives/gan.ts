import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import { gaussianValues } from '../functions/noise';
import { stopGradient } from '../functions/stop-gradient';
import { augmentation, type ImageAugmentation } from '../gan/differentiable-augmentation';
import { type Critic, gradientPenalty, r1Penalty } from '../gan/gradient-penalty';
import { type GanLossName, ganLosses } from '../gan/losses';
import { spectralWeights } from '../gan/spectral-weights';
import { noiseShapeOf } from '../generators/from-noise';
import { labelOf } from '../labels';
import { type Network, sizeOf } from '../network';
import { createRandom } from '../random';
import { add, mul, type Scalar, sub, type Tensor, tensor } from '../tf';
import type { LossContext, Objective } from './objective';

/** Which game is played, and what keeps its critic smooth. */
export interface GanOptions {
  readonly loss: GanLossName;
  /** λ of the gradient penalty between real and made (Gulrajani et al. 2017, algorithm 1: 10); 0 is none. */
  readonly penalty?: number;
  /** γ of R1 at real examples (Mescheder et al. 2018); 0 is none. */
  readonly r1?: number;
  /** The critic’s weights are clipped to this after each move (Arjovsky et al. 2017: 0.01); 0 is none. */
  readonly weightLimit?: number;
  /** Whether the critic’s weights are divided by their largest singular values (Miyato et al. 2018). */
  readonly spectral?: boolean;
  /** Moves of the critic before each of the generator. */
  readonly criticMoves: number;
  /** The critic's learning rate as a multiple of the generator's (Heusel et al. 2017). */
  readonly criticRate?: number;
  /** What is done to images, real and made alike, before the critic sees them in training. */
  readonly augment?: readonly ImageAugmentation[];
}

export interface GanBatch {
  /** Their classes are those of the made ones too, where the networks are told them: so classes are made as often as they are given. */
  readonly items: Arrays;
  /** What the generator makes as many examples from. */
  readonly noise: Float32Array;
}

/**
 * A generator and a critic against each other (Goodfellow et al. 2014; Arjovsky et al. 2017; Gulrajani et al. 2017). What is measured is by how much the critic
 * tells made from real: its loss without penalties, below where it could not (0 there). With the Wasserstein loss that is its estimate of how far apart they
 * lie, with the others a lower bound on another divergence of theirs (Nowozin et al. 2016). Networks
 * that are told the class play the game within each class (Mirza & Osindero 2014).
 */
export function gan(
  { generator, critic }: Readonly<Record<'generator' | 'critic', Network>>,
  {
    loss,
    penalty = 0,
    r1 = 0,
    weightLimit = 0,
    spectral = false,
    criticMoves,
    criticRate = 1,
    augment = [],
  }: GanOptions,
): Objective<Arrays, GanBatch> {
  const shape = noiseShapeOf(generator);
  const losses = ganLosses[loss];
  type Weights = Readonly<Record<string, Tensor>>;
  const makeFrom = ({ items, noise }: GanBatch, weights: Weights, context: LossContext) =>
    runNetwork(
      generator,
      weights,
      { input: tensor(noise, [items.count, ...shape]), ...labelOf(generator, items.labels) },
      context,
    );
  const realOf = ({ items }: GanBatch) => tensor(items.data, [items.count, ...items.shape]);
  const criticWith = (weights: Weights, { items }: GanBatch, context: LossContext): Critic => {
    const seen = context.training ? augmented(items, context) : (x: Tensor) => x;
    const smooth = spectral ? spectralWeights(critic, weights) : weights;
    return (x) => runNetwork(critic, smooth, { input: seen(x), ...labelOf(critic, items.labels) }, context);
  };
  /** Both players see what is done with the same draw, and so do real and made items. */
  const augmented = ({ count, shape: [height = 1, width = 1] }: Arrays, context: LossContext) =>
    augmentation(augment, [count, height, width], randomOf(context).split('augment'));
  const randomOf = ({ random }: LossContext) => random ?? createRandom(0);

  const criticLoss = (weights: Weights, batch: GanBatch, context: LossContext): Scalar => {
    const score = criticWith(weights, batch, context);
    const real = realOf(batch);
    const made = stopGradient(() => makeFrom(batch, weights, context));
    let total = losses.critic(score(real), score(made));
    if (penalty > 0) {
      total = add(total, mul(penalty, gradientPenalty(score, real, made, randomOf(context).split('penalty'))));
    }
    if (r1 > 0) total = add(total, mul(r1, r1Penalty(score, real)));
    return total;
  };

  const owns = (network: Network) => {
    const prefixes = network.operations.map(({ id }) => `${id}.`);
    return (parameter: string) => prefixes.some((prefix) => parameter.startsWith(prefix));
  };

  return {
    draw: (data, batchSize, random) => ({
      items: drawArrays(data, batchSize, random),
      noise: gaussianValues(batchSize * sizeOf(shape), random),
    }),
    size: ({ items }) => items.count,
    loss(_all, weights, batch, context) {
      const score = criticWith(weights, batch, context);
      const found = losses.critic(score(realOf(batch)), score(makeFrom(batch, weights, context)));
      return sub(losses.undecided, found);
    },
    players: [
      {
        name: 'critic',
        owns: owns(critic),
        moves: criticMoves,
        rate: criticRate,
        limit: weightLimit,
        loss: (_all, weights, batch, context) => criticLoss(weights, batch, context),
      },
      {
        name: 'generator',
        owns: owns(generator),
        moves: 1,
        loss: (_all, weights, batch, context) =>
          losses.generator(criticWith(weights, batch, context)(makeFrom(batch, weights, context))),
      },
    ],
  };
}
