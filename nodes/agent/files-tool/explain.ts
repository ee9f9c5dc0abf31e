import type { Explanation } from '@/graph';
import { toolHelps } from '../../common/agent/helps';
import type { agentFilesTool } from './node';

export const explain: Explanation<typeof agentFilesTool> = {
  more: 'The agent sees the names first and reads what it needs, a part at a time. It reads the texts that are connected here, and can neither write nor reach any other file of this device.',
  lookAt: 'In the agent’s steps: which files it opened before it answered.',
  params: { ...toolHelps, names: 'Of a list, from the first item on; an object has names already.' },
  inputs: { files: 'An object of texts by their names, or a list of texts.' },
};
