import { GenloomError, WaitsForPerson } from '@/graph';

/** A call that waits for what a person says of it. */
export const waiting = (tool: string, written: string) =>
  new WaitsForPerson({
    code: 'agent.waits',
    title: `Waits for your yes to “${tool}”.`,
    detail: `It wants to use it with ${written.slice(0, 300)}`,
    fix: 'Approve or refuse it in the settings of this node; then it goes on from here.',
  });

/** A call that would wait where nobody comes. */
export const nobodyToAsk = (): GenloomError =>
  new GenloomError({
    code: 'agent.nobody',
    title: 'An agent in here asks for an approval, and nobody can give one there.',
    detail: 'Graphs that a node runs by itself, again and again or as a tool, run without a person.',
    fix: 'Let the tool that runs the graph ask before it is used, or let the agent inside ask nobody.',
  });
