import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Coupling layers need channels to halve, and a grey image has one. Here four neighbouring pixels become four channels of one place: no number is changed or lost, and it can be undone. Filters that follow see twice as far with the same work.',
  formula: 'H × W × C → H/2 × W/2 × 4C      log |det| = 0',
  lookAt: 'The shape on the wire: 28 × 28 × 1 becomes 14 × 14 × 4. An odd height or width cannot be squeezed.',
  source: 'Dinh et al. 2017 (RealNVP), section 3.6',
};
