import { createContext } from 'react';
import type { AgentChange, View } from '@/graph';

/** What can be done with the steps of the agent whose trace is shown. */
export interface AgentSteps {
  readonly changes: readonly AgentChange[];
  readonly busy: boolean;
  /** Lets it go on from a step that is to have been otherwise. */
  readonly runAgain: (change: AgentChange) => void;
  /** Takes all changes back. */
  readonly back: () => void;
  /** What it did before anything was changed, where that is still kept. */
  readonly original: () => Promise<View | null>;
}

/** Null where steps are only looked at. */
export const AgentStepsContext = createContext<AgentSteps | null>(null);
