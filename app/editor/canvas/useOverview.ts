import { useOnViewportChange, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';

/** Below this zoom no word on a card can be read. */
const FAR = 0.25;
/** With this share of the nodes in sight, leaving the others out costs more than it saves. */
const MOST = 0.6;

interface Overview {
  /** So far away that cards are drawn as patches of colour. */
  readonly far: boolean;
  /** Share of the nodes that are in sight, from 0 to 1. */
  readonly inSight: number;
}
const useOverviewStore = create<Overview>()(() => ({ far: false, inSight: 1 }));

/** Whether the graph is looked at from so far away that a card is a patch of colour. */
export const useFar = (): boolean => useOverviewStore(({ far }) => far);
/** Whether most nodes are in sight. */
export const useMostInSight = (): boolean => useOverviewStore(({ inSight }) => inSight >= MOST);
/** Whether every node is in sight: a map would show the same once more. */
export const useAllInSight = (): boolean => useOverviewStore(({ inSight }) => inSight === 1);

/**
 * Looks from how far the graph is looked at, when the view has come to rest: not while it or a node moves, so that neither waits for cards that are
 * drawn in another way.
 */
export function useOverview(nodeCount: number): void {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => `${width} ${height}`);
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
    useOverviewStore.setState({ far: zoom < FAR, inSight: nodes.length === 0 ? 1 : seen.length / nodes.length });
  }, [flow, size]);
  useOnViewportChange({ onEnd: look });
  // biome-ignore lint/correctness/useExhaustiveDependencies: nodes that were added or removed change what is in sight
  useEffect(look, [look, nodeCount]);
}
