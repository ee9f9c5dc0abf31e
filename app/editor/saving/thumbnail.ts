import type { Rectangle } from '@/app/client/api';
import type { GraphDocument } from '@/graph';
import { catalogue } from '@/nodes';

/** The nodes as rectangles in the hue of their phase: the picture on the home page. */
export function thumbnailOf({ nodes }: GraphDocument): readonly Rectangle[] {
  return nodes.slice(0, 400).map(({ position, type }) => {
    const contract = catalogue.get(type);
    return {
      ...position,
      width: 208,
      height: contract?.vertical ? 80 : 120,
      ...(contract ? { phase: contract.phase } : {}),
    };
  });
}
