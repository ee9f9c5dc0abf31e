import type { ReadyTool, Run } from '@/graph';
import type { agentReadyTool } from './node';

export const run: Run<typeof agentReadyTool> = (_inputs, { which, asks }) => ({
  tool: { ...TOLD[which], from: which, approval: asks },
});

const argument = (name: string, description: string) => ({
  type: 'object',
  properties: { [name]: { type: 'string', description } },
  required: [name],
});

const TOLD: Readonly<Record<ReadyTool['from'], Pick<ReadyTool, 'name' | 'description' | 'parameters'>>> = {
  calculator: {
    name: 'calculate',
    description: 'Calculates an arithmetic expression exactly as it is written, and gives the number.',
    parameters: argument('expression', 'For example: (3 + 4) * sqrt(2) ^ 3'),
  },
  code: {
    name: 'run_program',
    description:
      'Runs a small JavaScript program, without network, files or clock, and gives the value of its last line, or what it returns.',
    parameters: argument('code', 'For example: [3, 1, 2].sort().join(", ")'),
  },
};
