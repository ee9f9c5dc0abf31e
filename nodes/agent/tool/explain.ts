import type { Explanation } from '@/graph';
import type { agentTool } from './node';

export const explain: Explanation<typeof agentTool> = {
  more: 'Inputs inside that take a text or data, and that nothing is wired to out here, are what the model fills in: their titles are the names of the arguments, and what is written in them says what they are for. What is wired out here is the same each time. What leads to an “Output” is told to the model: texts and data as they are, of a trained model what it is, and its metrics as numbers.',
  lookAt: 'The tool’s arguments in its result, as the model is told them.',
  source: 'Schick et al. 2023 (Toolformer); Yao et al. 2023 (ReAct)',
  params: {
    toolName: 'Letters, digits, _ and -. A name that says what it does is half of its description.',
    toolPurpose: 'A sentence or two: what it does, and when to use it.',
    toolAsks: 'The agent waits for your yes before each use.',
    toolSettings: 'What is set from outside the graph inside becomes an argument that may be left out.',
  },
};
