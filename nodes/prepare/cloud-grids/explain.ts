import type { Explanation } from '@/graph';
import type { cloudGrids } from './node';

export const explain: Explanation<typeof cloudGrids> = {
  more: 'Every point is given a ball. What the balls keep apart from the outside is the inside of the solid, and gaps between points that are narrower than a ball are closed. The surface is then put back to where the points are, halfway between what both sides say, so the balls do not make the solid larger.',
  formula: 's(x) = ½ (max over outside cells (d − |x − c|) + min over inside cells (|x − c| − d))',
  lookAt:
    'Whether holes that should be there, as in a ring or below a handle, are still open, and none are where none should be.',
  source: 'Serra 1982 (closing); Edelsbrunner & Mücke 1994 (alpha shapes); McShane 1934 (what lies between)',
  params: {
    side: 'Thin parts need cells that are no wider than they are.',
    closes:
      'How large the ball around each point is, in mean distances to the nearest point. Too thin, and the surface has holes through which the inside leaks out; too thick, and handles and rings close up.',
    reach: 'What is further away counts as this far.',
  },
};
