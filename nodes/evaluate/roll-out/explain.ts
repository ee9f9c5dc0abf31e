import type { Explanation } from '@/graph';
import type { evaluateRollOut } from './node';

export const explain: Explanation<typeof evaluateRollOut> = {
  more: 'Runs that begin alike are compared step by step. An error of 100 % is as far off as knowing nothing of the state but its mean. A system without friction keeps its energy; a surrogate that was not told so may gain or lose some in each step, and that is what the drift shows.',
  formula:
    'errorₖ = ‖x̂ₖ − xₖ‖ / √(meanⱼ ‖xⱼ‖²), in deviations of each variable; driftₖ = |E(x̂ₖ) − E(xₖ)| / maxⱼ |E(xⱼ)|',
  lookAt:
    'Whether the error grows like a line, which is a pace that is a little off, or ever faster, which is a system that is hard to foretell.',
  params: { after: 'The step that is told of; the curves show all.' },
};
