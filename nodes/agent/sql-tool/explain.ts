import type { Explanation } from '@/graph';
import { toolHelps } from '../../common/agent/helps';
import type { agentSqlTool } from './node';

export const explain: Explanation<typeof agentSqlTool> = {
  more: 'The agent is told the tables’ columns and writes its own questions. Each is asked of a copy in memory, in SQLite as WebAssembly: it can only read, and is bounded in work, memory and rows. A mistake is told to the model with its line, so that it can mend it.',
  lookAt: 'In the agent’s steps: the questions it wrote, and whether its answer says what the rows say.',
  source: 'Zhong et al. 2017 (Seq2SQL); SQLite',
  params: { ...toolHelps, tables: 'Names that questions use, with commas between them; each is an input.' },
};
