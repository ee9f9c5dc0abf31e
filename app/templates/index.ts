import type { GraphDocument } from '@/graph';
import { decoding } from './decoding';
import { fourFamilies } from './four-families';
import { pointsDiffusion } from './points-diffusion';
import { tinyGpt } from './tiny-gpt';
import { tokenizers } from './tokenizers';
import { vaeDigits } from './vae-digits';

/** Graphs to begin with: opened, run and measured by tests like a user's own. The first one is what a new user should press. */
export const TEMPLATES: readonly GraphDocument[] = [
  tinyGpt,
  pointsDiffusion,
  fourFamilies,
  vaeDigits,
  tokenizers,
  decoding,
];
