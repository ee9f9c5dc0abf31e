import type { Explanation } from '@/graph';
import type { evaluateVideo } from './node';

export const explain: Explanation<typeof evaluateVideo> = {
  more: 'From frame to frame something changes: what moves, and what flickers. How much changes is told by differences of neighbouring frames, flicker by differences of those: what goes on evenly has few. Both are told beside what real clips have, since clips in which nothing moves do not flicker either. Where captions are those of “Videos”, the one thing that stands out from the background is followed, by its mean place, size and colour in each frame: so it is told, without any model, which way it went and which colour it has.',
  formula: 'change = mean |xₜ₊₁ − xₜ|      flicker = mean |xₜ₊₁ − 2xₜ + xₜ₋₁|',
  lookAt:
    '“Motion as asked” first. Much more flicker than real clips have: the model needs more steps. Much less change: it makes stills.',
  source: 'Huang et al. 2024 (VBench, temporal flickering); Hu 1962 (moments of an image)',
};
