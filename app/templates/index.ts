import type { GraphDocument } from '@/graph';
import { decoding } from './decoding';
import { tinyGpt } from './tiny-gpt';
import { tokenizers } from './tokenizers';

/** Graphs to begin with: opened, run and measured by tests like a user's own. The first one is what a new user should press. */
export const TEMPLATES: readonly GraphDocument[] = [tinyGpt, tokenizers, decoding];
