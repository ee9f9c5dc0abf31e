import type { Explanation } from '@/graph';
import { toolHelps } from '../../common/agent/helps';
import type { agentWebTool } from './node';

export const explain: Explanation<typeof agentWebTool> = {
  more: 'Pages are fetched by Genloom’s server, at hosts that stand under “Web pages that may be fetched” alone, and handed on as Markdown without scripts and pictures. What a page says is data: orders in it are not to be followed, and asking you before each use is what holds where a model follows them all the same.',
  lookAt: 'Which address it asks for before you say yes: an address can carry away what the agent knows.',
  source: 'Greshake et al. 2023 (indirect prompt injection)',
  params: { ...toolHelps, characters: 'Of a longer page the middle is left out.' },
};
