import type { CaptionRows } from '../../captions';
import type { Tensor } from '../../tf';
import type { Denoiser } from '../denoiser';
import type { Level } from '../levels';
import type { Prediction } from '../parameterisation';
import type { NoiseSchedule } from '../schedules';

/** What to sample, for every sampler. Tensors that are given stay the caller's. */
export interface SamplingOptions {
  readonly denoiser: Denoiser;
  /** `[B, …]`. A row depends on the seed and its own index, not on how many rows there are. */
  readonly shape: readonly number[];
  /** How many steps lead from noise to data. */
  readonly steps: number;
  readonly seed: number | string;
  /** The class of each row. */
  readonly labels?: ArrayLike<number>;
  /** The caption of each row. */
  readonly captions?: CaptionRows;
  /** Begins with these items, noised, in place of noise (image to image). */
  readonly start?: {
    /** `[B, …]` */
    readonly clean: Tensor;
    /** Which share of the steps is taken: 0 leaves the items as they are, 1 hardly anything of them (Meng et al. 2022). */
    readonly strength: number;
  };
  readonly inpaint?: Inpainting;
  /** Called after each step, and awaited. */
  readonly onStep?: (step: SamplingStep) => void | Promise<void>;
  /** Lets messages through; awaited between steps. */
  readonly breathe?: () => Promise<void>;
  /** Asked between steps; true ends the sampling. */
  readonly shouldStop?: () => boolean;
}

/** Fills a hole: after each step the known part is put back, noised as far as the rest (Lugmayr et al. 2022, “RePaint”). */
export interface Inpainting {
  /** `[B, …]` */
  readonly known: Tensor;
  /** 1 where `known` is kept and 0 where it is filled; `[B, …]`, or anything that is broadcast to it. */
  readonly mask: Tensor;
  /** How often each step is taken, noised back in between, so that both parts come to fit; 1 if not said (10 in the paper). */
  readonly resamplings?: number;
  /** The known part has no noise at any level, as models know it that were given parts in training (`DrawOptions.givenShare`). */
  readonly isClean?: boolean;
}

/** What samplers of a discrete diffusion need besides. */
export interface DiffusionSamplingOptions extends SamplingOptions {
  readonly schedule: NoiseSchedule;
  readonly prediction: Prediction;
  /** Predicted data is kept within ±clip; 1 for images in [−1, 1]. Without it nothing is clipped. */
  readonly clip?: number;
}

/** One step that was taken. Its tensors are valid until the call, or its promise, is over. */
export interface SamplingStep {
  /** From 0. */
  readonly step: number;
  /** How many steps there are in all. */
  readonly steps: number;
  /** The time that the denoiser was told. */
  readonly time: number;
  /** Where the step began, `[B, …]`, and the level of noise there. */
  readonly before: Tensor;
  readonly from: Level;
  /** Where the step led, `[B, …]`. */
  readonly x: Tensor;
  /** The clean data as it was predicted in this step, `[B, …]`. */
  readonly clean: Tensor;
}

export interface Sampled {
  /** `[B, …]`; the caller disposes of it. After a cancelled run it is still noisy. */
  readonly samples: Tensor;
  readonly ended: 'steps' | 'cancel';
}
