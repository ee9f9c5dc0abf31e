import { useOnViewportChange, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';

/** Below this zoom no word on a card can be read. */
const FAR = 0.35;
/** With this share of the nodes in sight, leaving the others out costs more than it saves. */
const MOST = 0.6;

export interface Overview {
  /** So far away that cards are drawn as patches of colour. */
  readonly far: boolean;
  /** Most nodes are in sight. */
  readonly mostInSight: boolean;
  /** Every node is in sight: a map would show the same once more. */
  readonly allInSight: boolean;
}

/** From how far the graph is looked at; looked up when the view has come to rest, not while it or a node moves. */
export function useOverview(nodeCount: number): Overview {
  const flow = useReactFlow();
  const far = useStore(({ transform }) => transform[2] < FAR);
  const size = useStore(({ width, height }) => `${width} ${height}`);
  const [inSight, setInSight] = useState(1);
  const look = useCallback(() => {
    const nodes = flow.getNodes().filter(({ type }) => type !== 'group-box');
    const [width = 0, height = 0] = size.split(' ').map(Number);
    const { x, y, zoom } = flow.getViewport();
    const seen = nodes.filter(({ position, measured }) => {
      const left = position.x * zoom + x;
      const top = position.y * zoom + y;
      const right = left + (measured?.width ?? 0) * zoom;
      const bottom = top + (measured?.height ?? 0) * zoom;
      return right > 0 && bottom > 0 && left < width && top < height;
    });
    setInSight(nodes.length === 0 ? 1 : seen.length / nodes.length);
  }, [flow, size]);
  useOnViewportChange({ onEnd: look });
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes that were added or removed change what is in sight
  useEffect(look, [look, nodeCount]);
  return { far, mostInSight: inSight >= MOST, allInSight: inSight === 1 };
}
