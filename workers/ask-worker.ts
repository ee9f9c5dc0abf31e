import type { Lineage, Step } from '@/graph';
import type { StoredValue } from './artifacts/store';
import { heldName } from './placement';
import type { Slot } from './pool';
import type { SentInput, StepResult } from './step';

/** How a step's inputs are read, and how its worker is asked. */
export interface Asking {
  /** Its name between engine and worker. */
  readonly task: string;
  readonly runId: string;
  /** @throws GenloomError `artifact.lost` when the value is gone */
  read(key: string, port: string): Promise<StoredValue>;
  /** Between reading and asking, each time. @throws when the step was given up meanwhile */
  check(): void;
  /** Waits for an answer. @throws WorkerLost when the worker dies first */
  guard(answer: Promise<StepResult>): Promise<StepResult>;
  /** How its inputs were made, where it tells that. */
  readonly lineage?: Lineage;
  /** The worker was asked again: with its first answer it forgot what it had been told about the step. */
  askedAgain(): void;
}

/**
 * Hands a step to a worker. What the worker holds already goes by name alone; where it turns out to have let go of something, it is asked once more, with
 * the bytes of every input.
 */
export async function askWorker(step: Step, slot: Slot, asking: Asking): Promise<StepResult> {
  const result = await ask(step, slot, asking, false);
  return !result.ok && result.error.code === 'step.missing-input' ? ask(step, slot, asking, true) : result;
}

async function ask(step: Step, slot: Slot, asking: Asking, again: boolean): Promise<StepResult> {
  const inputs: Record<string, SentInput> = {};
  for (const [port, input] of Object.entries(step.inputs)) {
    const name = heldName(input.key, input.port);
    const value = !again && slot.held.has(name) ? null : await asking.read(input.key, input.port);
    slot.held.add(name);
    inputs[port] = {
      key: input.key,
      port: input.port,
      kind: value?.kind ?? '',
      bytes: value?.bytes ?? null,
      conversion: input.conversion?.title ?? null,
    };
  }
  asking.check();
  const { nodeId, type, key, params, seed, body, lineage: checkpoint } = step;
  const { task, runId, lineage } = asking;
  const about = { task, runId, nodeId, type, key, params, seed, checkpoint };
  const answer = slot.api().run({ ...about, inputs, ...(lineage && { lineage }), ...(body && { body }) });
  if (again) asking.askedAgain();
  return asking.guard(answer);
}
