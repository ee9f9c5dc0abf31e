import type { EvaluationRecord } from './state';

/** When to end a training that no longer gets better. */
export interface EarlyStop {
  /** Evaluations without improvement before it ends. */
  readonly patience: number;
  /** How much lower the loss must be to count as better, in nats. */
  readonly minimumImprovement?: number;
}

/**
 * Whether validation has not improved over the last `patience` evaluations (Prechelt 1998). A function of the history
 * alone, so a resumed training stops where an uninterrupted one does.
 */
export function hasStalled(evaluations: readonly EvaluationRecord[], earlyStop: EarlyStop | undefined): boolean {
  if (!earlyStop) return false;
  let best = Number.POSITIVE_INFINITY;
  let since = 0;
  for (const { validationLoss } of evaluations) {
    if (validationLoss === null) continue;
    if (validationLoss < best - (earlyStop.minimumImprovement ?? 0)) {
      best = validationLoss;
      since = 0;
    } else {
      since += 1;
    }
  }
  return since >= earlyStop.patience;
}
