import type { RunContext } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { inParts } from '@/ml/generators/in-parts';

/** What becomes of many items, so many together, by a step that tells how far it is and can be cancelled in between. */
export const stepInParts = (
  items: Arrays,
  together: number,
  of: (part: Arrays) => Promise<Float32Array>,
  context: Pick<RunContext, 'progress' | 'breathe'>,
): Promise<Float32Array> => inParts(items, together, of, tellingOf(items.count, context));

/** How a step tells that so many of a total are done. */
export const tellingOf =
  (total: number, { progress, breathe }: Pick<RunContext, 'progress' | 'breathe'>) =>
  (done: number): Promise<void> => {
    progress({ done, total });
    return breathe();
  };
