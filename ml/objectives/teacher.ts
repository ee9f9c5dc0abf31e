import { type CaptionVocabulary, captionWriter } from '../captions';
import type { DrawOptions, NoisedBatch } from '../diffusion/batch';
import { type NoiseProcess, readingOf } from '../diffusion/process';
import type { Asked } from '../diffusion/row-step';
import type { Network } from '../network';
import type { Tensor } from '../tf';
import { guidedDenoiserOf } from './diffusion';
import type { LossContext } from './objective';

/** A network trained by diffusion or flow matching that a student is to equal in fewer steps. The student has the same network, and says the same. */
export interface Teacher {
  readonly network: Network;
  readonly process: NoiseProcess;
  /** What it is told captions in. */
  readonly captions?: CaptionVocabulary;
  /** How strongly it insists on the class or the caption (Ho & Salimans 2022), which the student learns to do by itself (Meng et al. 2023); 1 is as it was trained. */
  readonly guidance?: number;
}

/** A teacher, or who has its network, with some weights. */
export const askedWith = (
  { network, process, guidance }: Teacher,
  weights: Readonly<Record<string, Tensor>>,
  context: LossContext = {},
): Asked => ({
  denoiser: guidedDenoiserOf(network, weights, process, guidance, context),
  reading: readingOf(process),
});

/** How a batch is told captions, where the teacher is. */
export const writing = ({ captions }: Teacher): Pick<DrawOptions, 'write'> =>
  captions ? { write: captionWriter(captions) } : {};

/** How many examples a batch holds. */
export const itemsIn = ({ items }: NoisedBatch): number => items.count;
