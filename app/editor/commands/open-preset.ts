import type { ReactFlowInstance } from '@xyflow/react';
import { catalogue } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import type { GraphNode } from '@/graph';

/** Whether a node opens into blocks: in its place, or beside it. */
export const isPreset = ({ type }: Pick<GraphNode, 'type'>): boolean => catalogue.get(type)?.opens !== undefined;

/** What opening this node is called. */
export const openTitle = ({ type }: Pick<GraphNode, 'type'>): string =>
  catalogue.get(type)?.opensBeside ? 'Open architecture: put its blocks beside it' : 'Open into blocks';

/** Puts its blocks in the place of the one selected preset, or beside it, selects them, and brings them into sight. */
export const openPreset = (flow: ReactFlowInstance): Promise<void> =>
  import('./open-blocks').then(({ openBlocks }) => openBlocks(flow)).catch(tellProblem);
