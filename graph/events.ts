import type { UserFacingError } from './errors';
import type { Facts } from './node';
import type { View } from './view';

/** One stream of events tells a run; everything visible is a fold over it. `at` is milliseconds since the run began. */
export type RunEvent = { readonly runId: string; readonly at: number } & RunEventBody;

export type RunEventBody =
  | {
      readonly type: 'run-started';
      readonly startedAt: string;
      /** What the page last showed, or empty; `computes` tells what a step really ran on. */
      readonly backend: string;
      readonly steps: readonly PlannedStep[];
    }
  | { readonly type: 'queued'; readonly nodeId: string }
  | { readonly type: 'started'; readonly nodeId: string; readonly worker: number; readonly estimatedSeconds?: number }
  | {
      /** What the step computes with, as people read it: told once it is known, by steps that compute at all. */
      readonly type: 'computes';
      readonly nodeId: string;
      readonly backend: string;
    }
  | {
      readonly type: 'progress';
      readonly nodeId: string;
      readonly done: number;
      readonly total: number;
      readonly secondsLeft?: number;
      readonly message?: string;
    }
  | { readonly type: 'preview'; readonly nodeId: string; readonly port?: string; readonly view: View }
  | {
      readonly type: 'metric';
      readonly nodeId: string;
      readonly step: number;
      readonly values: Readonly<Record<string, number>>;
    }
  | { readonly type: 'log'; readonly nodeId?: string; readonly level: 'info' | 'warning'; readonly text: string }
  | {
      readonly type: 'finished';
      readonly nodeId: string;
      readonly key: string;
      readonly cached: boolean;
      readonly seconds: number;
      readonly bytes: number;
      /** A small view of each output, for the node itself. */
      readonly views: Readonly<Record<string, View>>;
      /** What the checker could not know before: the size of a learned vocabulary. */
      readonly facts: ValueFacts;
      /** What whoever uses the results should know of how they came about: files that were skipped. */
      readonly warnings?: readonly string[];
    }
  | {
      /** A node of a graph that a step runs inside itself, by its path. It runs again and again, so only some of its rounds are told. */
      readonly type: 'inside';
      readonly nodeId: string;
      readonly state: 'running' | 'finished';
      readonly views: Readonly<Record<string, View>>;
    }
  | { readonly type: 'failed'; readonly nodeId: string; readonly error: UserFacingError }
  | {
      /** It has come to where a person is to say something, which is no failure: it keeps what it did, and the next run goes on from there. */
      readonly type: 'waits';
      readonly nodeId: string;
      readonly why: UserFacingError;
    }
  | { readonly type: 'skipped'; readonly nodeId: string; readonly because: string }
  | { readonly type: 'cancelled'; readonly nodeId: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'run-finished'; readonly outcome: RunEnd; readonly seconds: number };

/** How a run ends. `waiting`: nothing failed, and a person is to say something before it can go on. */
export type RunEnd = 'succeeded' | 'failed' | 'waiting' | 'cancelled';

/** By output port, what a real value tells the checker; networks are not repeated here. */
export type ValueFacts = Readonly<
  Record<
    string,
    Pick<
      Facts,
      | 'vocabularySize'
      | 'blockLength'
      | 'objective'
      | 'exampleShape'
      | 'latentShape'
      | 'generator'
      | 'classes'
      | 'captioned'
    >
  >
>;

export interface PlannedStep {
  readonly nodeId: string;
  readonly key: string;
  readonly cached: boolean;
}
