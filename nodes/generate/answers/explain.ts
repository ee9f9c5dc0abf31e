import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'One text shows how a model writes; a list of prompts shows how well. Each prompt is given to the model by itself, and what it writes after it is its answer, up to a stop sign or a length. Where a file says what would be right, “Compare with references” can measure the answers.',
  lookAt:
    'Whether answers end where they should: one that runs on needs another stop sign, one that is cut off more tokens.',
  source: 'Greedy decoding and sampling as in “Write text”; Holtzman et al. 2020 (top-p)',
};
