import type { RunContext } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { inParts } from '@/ml/generators/in-parts';

/** What becomes of many items, so many together, by a step that tells how far it is and can be cancelled in between. */
export const stepInParts = (
  items: Arrays,
  together: number,
  of: (part: Arrays) => Promise<Float32Array>,
  { progress, breathe }: Pick<RunContext, 'progress' | 'breathe'>,
): Promise<Float32Array> =>
  inParts(items, together, of, (done) => {
    progress({ done, total: items.count });
    return breathe();
  });
