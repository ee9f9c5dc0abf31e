import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Put it on any wire to see what flows there. It changes nothing.',
  lookAt: 'Whether the value is what you expected at this place: most mistakes in a pipeline are found this way.',
};
