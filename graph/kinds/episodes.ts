import type { Kind } from './kind';

/** How a cell, a place or a machine stands out. */
export type SceneTone = 'plain' | 'planned' | 'changed' | 'open' | 'away' | 'now';

/** What a world looks like at one moment. */
export type Scene =
  | {
      readonly scene: 'grid';
      readonly columns: readonly string[];
      readonly rows: readonly {
        readonly title: string;
        readonly cells: readonly { readonly text: string; readonly tone: SceneTone }[];
      }[];
    }
  | {
      readonly scene: 'roads';
      /** In 0 … 1 across and down; `waiting` counts orders. */
      readonly places: readonly {
        readonly title: string;
        readonly x: number;
        readonly y: number;
        readonly tone: SceneTone;
        readonly waiting: number;
      }[];
      readonly roads: readonly (readonly [number, number])[];
      readonly vehicle: { readonly place: number; readonly load: number; readonly capacity: number };
      /** The places that the last drive went through. */
      readonly way: readonly number[];
    }
  | {
      readonly scene: 'floor';
      readonly machines: readonly {
        readonly title: string;
        readonly stage: number;
        readonly tone: SceneTone;
        readonly text: string;
      }[];
      /** Before stage 0, 1, …, and behind the last. */
      readonly buffers: readonly (readonly string[])[];
    };

/** A moment of an episode: what it looks like, and what led to it. */
export interface EpisodeMoment {
  readonly scene: Scene;
  /** What was done to come here, in words; of the first moment nothing. */
  readonly done?: string;
  readonly reward: number;
  /** What was earned up to here. */
  readonly total: number;
}

/** An episode of a world from its beginning to its end, by whom it was played. */
export interface Episode {
  readonly by: string;
  readonly seed: string;
  readonly moments: readonly EpisodeMoment[];
}

/** Recorded episodes, the same ones by several policies. */
export interface Episodes {
  readonly world: string;
  readonly episodes: readonly Episode[];
}

export const episodes: Kind<Episodes> = {
  name: 'episodes',
  of: [],
  title: 'Episodes',
  phrase: 'recorded episodes',
  family: 'value',
};
