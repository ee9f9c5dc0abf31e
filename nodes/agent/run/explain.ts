import type { Explanation } from '@/graph';
import type { agentRun } from './node';

export const explain: Explanation<typeof agentRun> = {
  more: 'The model is told the task and what each tool is for. It thinks, calls a tool, reads what that gave, and so on, until it answers without a call. A tool that fails, and arguments that do not fit, are told to the model, which may try something else. Every step is kept: after a cancel, a reload or a wait for you it goes on from there, and nothing is asked or paid for twice.',
  lookAt:
    'The steps, one by one: whether a thought follows from what the tool really gave. An agent that is sure of itself after a failed call is the one to watch.',
  source:
    'Yao et al. 2023 (ReAct); Schick et al. 2023 (Toolformer); Wang et al. 2023 (plan-and-solve); Madaan et al. 2023 (Self-Refine)',
  params: {
    task: 'A text that is wired to “Task” takes its place.',
    way: 'With a plan it first writes down what there is to do, then does one line after another, plans anew where one fails (three times at most), and sums up.',
    rounds:
      'A critic reads the answer beside the task and what tools gave, and sends it back with what is missing. Wire another model to “Critic”, or the same one judges itself. 0: nobody judges.',
    approval:
      'Some tools: those that are set to ask, each in its own node. What a tool gives never changes this: only you say yes.',
    decisions: 'What waits for you is shown here. After you have said yes or no, run again: it goes on from there.',
    changes:
      'In the steps, “Run again from here” changes what the model said or what a tool answered; it goes on from there. The original is kept.',
    steps:
      'Each time a model is asked counts as one, plans and verdicts too. With more it goes on from where it was stopped.',
    tokens: 'Read and written together, also inside its tools. 0: as many as it likes.',
    seconds: 'Of model and tools together. 0: as long as it likes.',
    dollars: 'As far as prices are known. 0: no limit but that of the connection.',
    calls: 'In words is for models that know no calls of tools. A model of the graph is asked so in any case.',
    memory:
      'Gives it two more tools: to remember a fact by name, and to recall it by name or by what it is about, found by words and meaning.',
    keeps:
      'What is kept beyond the task is in this browser, is read when a run begins, and written when the agent is done. “What agents remember” shows it, and lets you change and forget it. A graph that came from somebody else has no memory until you allow it.',
    summary: 'Instead of a line each, made without a model. Asks the model once for every few turns.',
    window: 'Of older turns it is told in short.',
    tools: 'Grows by itself when the last one is wired.',
  },
  outputs: { trace: 'Thought, call, arguments, result, time, tokens and cost of every step.' },
};
