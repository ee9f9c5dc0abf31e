import type { Catalogue } from '@/graph';
import type { ArtifactStore } from './artifacts/store';
import type { Placement } from './placement';
import type { Pool } from './pool';
import type { StepEvent } from './teller';
import type { Values } from './values';

/** What the runs of an engine share. */
export interface EngineState {
  readonly catalogue: Catalogue;
  readonly store: ArtifactStore;
  readonly pool: Pool;
  readonly values: Values;
  /** Milliseconds a worker has to answer a cancel before it is ended. */
  readonly patience: number;
  /** Steps that are in workers now, by the name of their task: who hears what they tell. */
  readonly tasks: Map<string, Task>;
  /** Keys that are being computed now, in any run: nobody computes them a second time. */
  readonly underWay: Set<string>;
  readonly placement: Placement;
  /** Runs under way. */
  readonly runs: Set<ActiveRun>;
  /** Backend of the workers, as the page shows it; empty until it is known. */
  backendLabel(): string;
}

/** A run as the engine and the other runs see it. */
export interface ActiveRun {
  /** Starts whatever can start now. */
  pump(): void;
  cancel(): Promise<void>;
}

export interface Task {
  /** Names the checkpoints of this step. */
  readonly lineage: string;
  hear(events: readonly StepEvent[]): void;
}
