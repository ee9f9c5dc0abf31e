import type { Explanation } from '@/graph';
import type { agentReadyTool } from './node';

export const explain: Explanation<typeof agentReadyTool> = {
  more: 'Language models are bad at sums and good at saying which sum they need. The calculator takes an expression; programs are JavaScript in a sandbox without network, files or clock, with bounded work and memory.',
  lookAt: 'In the agent’s steps: whether it uses the result, or what it thought before.',
  source: 'Schick et al. 2023 (Toolformer); Gao et al. 2023 (PAL)',
  params: { asks: 'The agent waits for your yes before each use.' },
};
