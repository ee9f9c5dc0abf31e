import type { Explanation } from '@/graph';
import type { agentMcpTool } from './node';

export const explain: Explanation<typeof agentMcpTool> = {
  more: 'Servers of tools are added under “Tools from MCP servers”, and each of their tools is allowed there by name, as it describes itself; one that changes is not called until it is allowed anew. What a tool gives comes from outside: the agent is told it as data.',
  lookAt: 'In the agent’s steps: with which arguments it was called, and what came back.',
  source: 'Model Context Protocol',
  params: {
    server: 'As the server is called there.',
    name: 'As the server itself calls the tool.',
    asks: 'The agent waits for your yes before each use.',
  },
};
