import { node, wire } from '@/app/templates/build';
import { emptyDocument, type GraphDocument } from '@/graph';
import { createNodeRuntime } from '@/workers/node';
import { median } from '../support/bar';

const STEPS = 100;
const ROUNDS = 7;
/** Milliseconds. */
const MOST = 10;

/** A scripted model that calls an instant tool so many times: what is left is the agent's own work. */
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
  const { done } = await runtime.run({ document: working(`Round ${round}.`), targets: null, onEvents: () => {} });
  const outcome = await done;
  if (outcome !== 'succeeded') throw new Error(`the run ${outcome}`);
  steps.push((performance.now() - began) / (STEPS + 1));
  console.log(`round ${round + 1}: ${steps.at(-1)?.toFixed(2)} ms a step`);
}
await runtime.dispose();
const step = median(steps);
console.log(`bar agent step ms ${step.toFixed(2)} ${MOST} ${step <= MOST ? 'ok' : 'short'}`);
