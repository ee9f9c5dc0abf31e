import type { Explanation } from '@/graph';
import { toolHelps } from '../../common/agent/helps';
import type { agentSearchTool } from './node';

export const explain: Explanation<typeof agentSearchTool> = {
  more: 'The agent asks in its own words, as often as it likes, and gets the best passages with their numbers and titles. It searches as “Search documents” does, by words (BM25), by meaning, or both joined.',
  lookAt: 'In the agent’s steps: what it looked for, what was found, and whether its answer cites it.',
  source: 'Lewis et al. 2020 (RAG)',
  params: toolHelps,
};
