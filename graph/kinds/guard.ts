/** What a guard did with a text. */
export type GuardAction = 'passed' | 'flagged' | 'masked' | 'refused';

/** What a guard did, and why. */
export interface GuardRecord {
  /** Before the model, with what it was asked, or behind it, with what it answered. */
  readonly place: 'before' | 'behind';
  readonly action: GuardAction;
  readonly reasons: readonly string[];
}
