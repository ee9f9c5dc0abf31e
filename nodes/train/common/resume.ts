import type { RunContext } from '@/graph';
import type { TrainingState } from '@/ml/training/state';
import { readState } from './checkpoint';

/** Training is kept at least so often, in milliseconds: what closing the tab may cost. */
export const KEEP_EVERY = 20_000;

/** Where a training goes on, null at the beginning, and how far an earlier one came, whose state is not to be written over by less. */
export interface Resumed {
  readonly initial: TrainingState | null;
  readonly furthest: number;
}

/** What was kept of an earlier training, as far as it can be gone on with to so many steps; tells people where it goes on. */
export async function resume(
  { checkpoint, log }: Pick<RunContext, 'checkpoint' | 'log'>,
  steps: number,
): Promise<Resumed> {
  const kept = await checkpoint.load();
  const found = kept && readState(kept.state);
  if (kept && !found) log('warning', 'What was kept of an earlier training cannot be read; training begins anew.');
  // Training cannot be turned back: one that wants fewer steps begins anew, and leaves alone what went further.
  const initial = found && found.step <= steps ? found : null;
  if (initial) log('info', `Goes on from step ${initial.step.toLocaleString('en')}.`);
  return { initial, furthest: found?.step ?? 0 };
}

/** Losses are read back after so many steps: reading a number from a GPU waits for all that it has to do. */
export const readEveryOn = ({ name }: RunContext['backend']): number => (name.startsWith('webg') ? 10 : 1);
