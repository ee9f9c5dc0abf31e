import type { Explanation } from '@/graph';
import type { llmConnection } from './node';

export const explain: Explanation<typeof llmConnection> = {
  more: 'Some language models are too large for a browser. A connection lets one be asked where it runs: on your own machine (Ollama, llama.cpp) or at a service. Addresses and keys are kept by the server under the connection’s name; the graph holds that name and nothing secret, so it can be shared. What is sent leaves this device: the texts that are wired to it.',
  lookAt:
    'What a run used, in tokens and in dollars: the node that asks tells it. A budget ends a run before it gets dear.',
  source: 'OpenAI Chat Completions; Anthropic Messages; Ollama',
  params: {
    connection: 'As it is called under “Language models”, where it was made.',
    model: 'As the service names it, for instance llama3.2 or gpt-4o-mini.',
    temperature: 'Below 1 it stays with what is likely, above 1 it dares more. Empty: as the service has it.',
    longestAnswer: 'Each answer has at most so many. Models that think before they answer need many more.',
    sees: 'What tools draw is then shown to it, beside what is said of it in words. Models that cannot see refuse pictures.',
    budgetTokens: 'Read and written, of all calls of one run together. 0: any number.',
    budgetDollars:
      'Of all calls of one run together. A service elsewhere then needs prices in its connection. 0: any amount.',
  },
  outputs: { llm: 'To be asked, to sit exams, to act.' },
};
