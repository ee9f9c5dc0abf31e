/** How a cell, a place or a machine stands out. */
export type Tone = 'plain' | 'planned' | 'changed' | 'open' | 'away' | 'now';

/** What a world looks like at one moment, as plain data for whoever draws it. */
export type Scene = GridScene | RoadsScene | FloorScene;

/** Who does what: people or things down, times across. */
export interface GridScene {
  readonly scene: 'grid';
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly title: string;
    readonly cells: readonly { readonly text: string; readonly tone: Tone }[];
  }[];
}

/** Places with roads between them, and a vehicle. Places lie in 0 … 1 across and down. */
export interface RoadsScene {
  readonly scene: 'roads';
  readonly places: readonly {
    readonly title: string;
    readonly x: number;
    readonly y: number;
    readonly tone: Tone;
    /** Orders that wait there. */
    readonly waiting: number;
  }[];
  /** From which place to which. */
  readonly roads: readonly (readonly [number, number])[];
  readonly vehicle: { readonly place: number; readonly load: number; readonly capacity: number };
  /** The places that the last drive went through, the first and the last among them. */
  readonly way: readonly number[];
}

/** Machines in the columns of their stages, with what waits before each stage. */
export interface FloorScene {
  readonly scene: 'floor';
  readonly machines: readonly {
    readonly title: string;
    readonly stage: number;
    readonly tone: Tone;
    /** `job 3, 2 to go`. */
    readonly text: string;
  }[];
  /** Before stage 0, 1, …, and behind the last: names of jobs. */
  readonly buffers: readonly (readonly string[])[];
}
