import { node, wire } from '@/app/templates/build';
import { type AgentTrace, emptyDocument, type GraphDocument, type RunEvent } from '@/graph';
import { createNodeRuntime } from '@/workers/node';
import { median } from '../support/bar';

const STEPS = 100;
const ROUNDS = 7;
/** Milliseconds. */
const MOST = 10;

/** A scripted model that calls a quick tool so many times: what is left beyond both is the agent's own work, checkpoints and the run around it. */
const working = (task: string): GraphDocument => ({
  ...emptyDocument('agent'),
  nodes: [
    node('script', 'llm.script', 0, 0, { rules: `times: ${STEPS}\ncall: calculate {"expression":"1"}\n\nsay: Done.` }),
    node('sum', 'agent.ready-tool', 0, 0),
    // A script knows where it is by the whole conversation.
    node('agent', 'agent.run', 0, 0, { task, steps: STEPS + 1, window: STEPS + 1 }),
  ],
  wires: ['script.llm → agent.llm', 'sum.tool → agent.tool1'].map(wire),
});

const runtime = await createNodeRuntime({ backend: 'cpu' });
const steps: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const began = performance.now();
  const events: RunEvent[] = [];
  const { done } = await runtime.run({
    document: working(`Round ${round}.`),
    targets: null,
    onEvents: (some) => events.push(...some),
  });
  const outcome = await done;
  const took = performance.now() - began;
  if (outcome !== 'succeeded') throw new Error(`the run ${outcome}`);
  // What the model and the tool took is told with each step.
  const key = events.flatMap((event) => (event.type === 'finished' && event.nodeId === 'agent' ? [event.key] : []))[0];
  const trace: AgentTrace = JSON.parse(new TextDecoder().decode((await runtime.exportValue(key ?? '', 'trace')).bytes));
  const outside = trace.steps.reduce((sum, { seconds }) => sum + 1_000 * seconds, 0);
  steps.push((took - outside) / (STEPS + 1));
  console.log(`round ${round + 1}: ${steps.at(-1)?.toFixed(2)} ms a step`);
}
await runtime.dispose();
const step = median(steps);
console.log(`bar agent step ms ${step.toFixed(2)} ${MOST} ${step <= MOST ? 'ok' : 'short'}`);
