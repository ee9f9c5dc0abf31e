import type { Tensor, Tensor1D, Tensor2D } from '../tf';

/**
 * What a diffusion or flow network computes, as a function: from noised items `x [B, …]`, the time of each row `[B]`
 * (float32) and, where it knows classes, the class of each row `[B]` (int32), and where it knows captions, their words
 * `[B, length]` (int32), to a prediction `[B, …]`.
 *
 * Discrete diffusion counts time in whole steps: 0 (least noise) to T − 1 (most). Flow matching has it in [0, 1], 0 being
 * the data and 1 the noise. What is predicted is said beside the function (`Prediction`), or is the velocity in a flow.
 */
export type Denoiser = (x: Tensor, times: Tensor1D, labels?: Tensor1D, captions?: Tensor2D) => Tensor;
