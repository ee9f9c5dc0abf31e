import type { Explanation } from '@/graph';
import type { agentRun } from './node';

export const explain: Explanation<typeof agentRun> = {
  more: 'The model is told the task and what each tool is for. It thinks, calls a tool, reads what that gave, and so on, until it answers without a call. A tool that fails, and arguments that do not fit, are told to the model, which may try something else. Every step is kept: after a cancel, a reload or a wait for you it goes on from there, and nothing is asked or paid for twice.',
  lookAt:
    'The steps, one by one: whether a thought follows from what the tool really gave. An agent that is sure of itself after a failed call is the one to watch.',
  source: 'Yao et al. 2023 (ReAct); Schick et al. 2023 (Toolformer)',
  params: {
    task: 'A text that is wired to “Task” takes its place.',
    instructions: 'To plan first, ask for that: “First write down a plan in short steps, then carry it out”.',
    approval: 'What a tool gives never changes this: only you say yes.',
    decisions: 'What waits for you is shown here. After you have said yes or no, run again: it goes on from there.',
    steps: 'Each time the model is asked counts as one. With more it goes on from where it was stopped.',
    tokens: 'Read and written together. 0: as many as it likes.',
    seconds: 'Of model and tools together. 0: as long as it likes.',
    dollars: 'As far as prices are known. 0: no limit but that of the connection.',
    calls: 'In words is for models that know no calls of tools. A model of the graph is asked so in any case.',
    memory:
      'Gives it two more tools, to remember a fact by name and to recall it, for as long as it works on this task.',
    window: 'Older turns are told in a line each: what was called, and how its result began.',
    tools: 'Grows by itself when the last one is wired.',
  },
  outputs: { trace: 'Thought, call, arguments, result, time, tokens and cost of every step.' },
};
