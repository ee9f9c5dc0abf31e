import type { AgentStep, WaitingCall } from './kinds/agent-trace';
import type { Episode } from './kinds/episodes';
import type { Page } from './kinds/page';

/**
 * A bounded, serialisable picture of a value: what a viewer shows. Previews while a step works and results afterwards have the same form,
 * so there is one viewer for each.
 */
export type View =
  | { readonly view: 'text'; readonly text: string; readonly truncated?: boolean; readonly writing?: boolean }
  | {
      readonly view: 'documents';
      readonly count: number;
      readonly characters: number;
      readonly items: readonly string[];
    }
  | {
      readonly view: 'tokens';
      readonly pieces: readonly { readonly id: number; readonly piece: string }[];
      readonly caption: string;
      readonly vocabulary?: readonly string[];
      /** The same text in several ways, one under the other. */
      readonly strips?: readonly TokenStrip[];
    }
  | {
      readonly view: 'curves';
      readonly xLabel: string;
      readonly yLabel: string;
      readonly series: readonly {
        readonly name: string;
        readonly x: readonly number[];
        readonly y: readonly number[];
      }[];
      /** Numbers beside the curve: tokens/s, gradient norm, learning rate. */
      readonly readings?: readonly { readonly label: string; readonly value: number; readonly unit?: string }[];
      /** What the model writes now. */
      readonly sample?: string;
      /** What the model makes now. */
      readonly picture?: ExamplesPicture;
      /** What is wrong with it, and what to try. */
      readonly warning?: string;
    }
  | ScatterView
  | ImagesView
  | SolidsView
  | HistogramsView
  | FilmView
  | MapView
  | ParallelView
  | EpisodesView
  | AudioView
  | MoleculesView
  | TrajectoriesView
  | {
      readonly view: 'numbers';
      readonly items: readonly {
        readonly label: string;
        readonly value: number;
        readonly unit?: string;
        readonly help?: string;
        readonly better?: 'lower' | 'higher';
      }[];
      readonly notes?: readonly string[];
      /** What the numbers are about. */
      readonly picture?: ExamplesPicture | HistogramsView;
    }
  | {
      readonly view: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
      readonly caption?: string;
    }
  | ({ readonly view: 'page' } & Page)
  | HitsView
  | MelodiesView
  | RankingView
  | TriplesView
  | {
      readonly view: 'agent';
      readonly task: string;
      /** The number of the first step that is shown. */
      readonly first: number;
      readonly steps: readonly AgentStep[];
      readonly answer?: string;
      readonly ended?: string;
      readonly waits?: WaitingCall;
      /** See {@link AgentTrace}. */
      readonly branch?: string;
      /** What the model is saying just now. */
      readonly says?: string;
    }
  | {
      readonly view: 'network';
      readonly layers: readonly {
        readonly name: string;
        readonly shape: string;
        readonly parameters: string;
        readonly flops: number;
      }[];
      readonly parameters: string;
      readonly flopsPerToken: number;
      /** What that is the cost of; a token unless said. */
      readonly per?: 'example';
    }
  | {
      readonly view: 'distribution';
      readonly text: string;
      readonly steps: readonly {
        /** What was given between the token before and this one. */
        readonly before?: string;
        readonly piece: string;
        readonly probability: number;
        readonly candidates: readonly {
          readonly piece: string;
          readonly probability: number;
          readonly kept: boolean;
          readonly cutBy?: string;
        }[];
        /** Where tokens were not chosen in the order of the text: this was chosen as number 1, 2, … */
        readonly turn?: number;
      }[];
    };

/** Passages that were found, query after query, with the words of the query marked and what a language model made of them. */
export interface HitsView {
  readonly view: 'hits';
  /** Queries in all. */
  readonly count: number;
  readonly found: readonly {
    readonly query: string;
    readonly answer?: string;
    /** The best first: the first is cited as [1]. */
    readonly hits: readonly {
      readonly source: string;
      readonly text: string;
      /** There is more of the passage than is shown. */
      readonly cut: boolean;
      /** From the first code unit of the text to behind the last, in order. */
      readonly matches: readonly (readonly [start: number, end: number])[];
      readonly score: number;
      readonly byWords?: number;
      readonly byMeaning?: number;
      readonly cited?: true;
    }[];
  }[];
}

/** Melodies as they are played: each note from when it begins, in quarter notes. */
export interface MelodiesView {
  readonly view: 'melodies';
  /** Melodies in all. */
  readonly count: number;
  readonly melodies: readonly {
    readonly title: string;
    readonly metre: string;
    readonly key: string;
    /** Quarter notes a minute. */
    readonly tempo: number;
    readonly label?: string;
    /** What begins before was given, and the rest made. */
    readonly given?: number;
    readonly notes: readonly { readonly pitch: number; readonly start: number; readonly beats: number }[];
    readonly beats: number;
    /** There are more notes than are shown. */
    readonly cut: boolean;
  }[];
}

/** Pictures that words found, or words that pictures found, query after query, the best first. */
export interface RankingView {
  readonly view: 'ranking';
  /** Queries in all. */
  readonly count: number;
  /** All pictures that are shown, which the others name by their places. */
  readonly pictures: ImagesView;
  readonly queries: readonly {
    readonly asked: { readonly words?: string; readonly picture?: number };
    readonly found: readonly {
      readonly words?: string;
      readonly picture?: number;
      readonly score?: number;
      /** Whether it belongs to what was asked, where that is known. */
      readonly right?: boolean;
    }[];
  }[];
}

/** A part of a knowledge graph: subjects and objects are places in the entities that are shown. */
export interface TriplesView {
  readonly view: 'triples';
  /** In all. */
  readonly entityCount: number;
  readonly factCount: number;
  readonly entities: readonly { readonly name: string; readonly type?: string; readonly aliases?: readonly string[] }[];
  readonly facts: readonly {
    readonly subject: number;
    readonly relation: string;
    readonly object: number;
    /** What says so. */
    readonly sources?: readonly string[];
    /** 0 to 1, of what was guessed. */
    readonly sureness?: number;
    /** Of a process: how often, and the median of the seconds in between. Such a graph is drawn from the top down. */
    readonly count?: number;
    readonly seconds?: number;
  }[];
}

/** Points in a plane, set over set. */
export interface ScatterView {
  readonly view: 'scatter';
  readonly series: readonly {
    readonly name: string;
    /** x and y of each point in turn. */
    readonly points: readonly number[];
    /** The class of each point, which gives its colour; without it all have that of the set. */
    readonly labels?: readonly number[];
    /** Given points stand back behind made ones. */
    readonly role?: 'given' | 'made';
  }[];
  /** What the picture reaches over; otherwise what was given, or else all of it. */
  readonly within?: {
    readonly left: number;
    readonly right: number;
    readonly bottom: number;
    readonly top: number;
  };
  /** What the colours of labels stand for. */
  readonly classes?: readonly string[];
  /** A height all over what the picture reaches over: rows of so many values, the first row at the bottom. */
  readonly surface?: {
    readonly measures: string;
    readonly columns: number;
    readonly rows: number;
    readonly values: readonly number[];
  };
  readonly caption?: string;
}

/** Small images side by side. */
export interface ImagesView {
  readonly view: 'images';
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly count: number;
  /** How many stand in a row, where that means something; otherwise as fits. */
  readonly columns?: number;
  /** `count × height × width × channels` bytes, base64. */
  readonly pixels: string;
  /** What stands under each. */
  readonly captions?: readonly string[];
  readonly caption?: string;
}

/** What examples are seen as, alone or under curves. */
export type ExamplesPicture = ScatterView | ImagesView | SolidsView;

/** Solids side by side, to be turned: each a surface, a cloud of points, or the cells that it fills. */
export interface SolidsView {
  readonly view: 'solids';
  readonly items: readonly ShownSolid[];
  /** How many stand in a row, where that means something; otherwise as fits. */
  readonly columns?: number;
  /** What was left out so that the view stays small. */
  readonly note?: string;
  readonly caption?: string;
}

export interface ShownSolid {
  readonly form: 'mesh' | 'points' | 'cells';
  /**
   * x, y and z in turn, base64: of vertices and points 16 bits each, little endian, from −`reach` to `reach`; of cells a byte each, which cell of `side` it is.
   */
  readonly places: string;
  /** Half the side of the cube about the origin that all lie in. */
  readonly reach: number;
  /** Of cells, how many there are each way. */
  readonly side?: number;
  /** Of a mesh, three vertices of each triangle, base64, 16 bits each. */
  readonly faces?: string;
  readonly caption?: string;
}

/** How the values of columns are spread, set beside set. */
export interface HistogramsView {
  readonly view: 'histograms';
  readonly columns: readonly {
    readonly name: string;
    /** What each bar stands for: a word, a number, or from where to where. */
    readonly bars: readonly string[];
    /** Of each set, the share of each bar, 0 … 1. */
    readonly series: readonly {
      readonly name: string;
      readonly shares: readonly number[];
      readonly role?: 'given' | 'made';
    }[];
  }[];
  readonly caption?: string;
}

/** Pictures one after the other, gone through with a slider: a way between noise and data. */
export interface FilmView {
  readonly view: 'film';
  /** What `at` counts: `step`. */
  readonly counts: string;
  readonly frames: readonly {
    /** Where it stands on the charts. */
    readonly at: number;
    /** `step 3 of 40: 98 % noise`. */
    readonly title: string;
    /** One beside the other. */
    readonly pictures: readonly (ScatterView | ImagesView)[];
  }[];
  /** The frame that is shown first. */
  readonly first: number;
  readonly charts: readonly {
    readonly measures: string;
    readonly series: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
  }[];
  readonly caption: string;
}

/** Where examples lie in the space of their codes, and what a model makes all over it. */
export interface MapView {
  readonly view: 'map';
  /** Of the first set, in its order, the first examples can be shown. */
  readonly scatter: ScatterView;
  /** Those examples: as images, or in words. */
  readonly shown: { readonly count: number; readonly images?: ImagesView; readonly words?: readonly string[] };
  /** What is made at places, x and y in turn, in rows of so many from the top to the bottom. */
  readonly made: {
    readonly columns: number;
    readonly places: readonly number[];
    readonly images?: ImagesView;
    readonly words?: readonly string[];
  };
  readonly caption: string;
}

/** Many things by many measures: an axis for each measure, side by side, and a line for each thing across all of them (Inselberg 1985). */
export interface ParallelView {
  readonly view: 'parallel';
  readonly axes: readonly {
    readonly name: string;
    /** Of measures: which end is good. */
    readonly better?: 'lower' | 'higher';
    /** Of words: each, from the bottom up; values are their places. */
    readonly words?: readonly string[];
    /** Spread evenly in the logarithm. */
    readonly log?: boolean;
  }[];
  /** Of each thing its value on each axis; null where it has none. */
  readonly lines: readonly (readonly (number | null)[])[];
  /** The line that is marked as the best. */
  readonly best: number | null;
  readonly caption: string;
}

/** Episodes of a world, gone through moment by moment. */
export interface EpisodesView {
  readonly view: 'episodes';
  readonly world: string;
  readonly episodes: readonly Episode[];
}

/** Sounds, one of which is chosen: seen as a wave and as a spectrogram, and heard. */
export interface AudioView {
  readonly view: 'audio';
  readonly sampleRate: number;
  /** Sounds in all, and the place of the first that is shown. */
  readonly count: number;
  readonly first: number;
  readonly sounds: readonly {
    /** Its class and its name, as far as it has them. */
    readonly title: string;
    readonly seconds: number;
    /** As much as there is room for, 16 bits a sample, in base64; the whole where `cut` is not said. */
    readonly samples: string;
    readonly cut?: true;
    /** Rows from the highest band to the lowest, a byte each, in base64. */
    readonly spectrogram: { readonly width: number; readonly height: number; readonly levels: string };
  }[];
  readonly caption: string;
}

/** Drawings of molecules with what is known of them, and what was refused. */
export interface MoleculesView {
  readonly view: 'molecules';
  readonly count: number;
  readonly molecules: readonly {
    readonly smiles: string;
    /** With the places of its atoms where they are known; otherwise it is laid out where it is drawn. */
    readonly molfile?: string;
    readonly name?: string;
    readonly told: readonly { readonly label: string; readonly value: string }[];
  }[];
  readonly refused: {
    readonly count: number;
    readonly first: readonly { readonly text: string; readonly why: string }[];
  };
}

/** Runs of a system that move, with those that begin alike on top of each other. */
export interface TrajectoriesView {
  readonly view: 'trajectories';
  /** Which picture is drawn; null where there is none. */
  readonly system: 'pendulum' | 'springs' | 'orbits' | 'heat' | null;
  /** With their units. */
  readonly variables: readonly string[];
  /** How many starts there are in all. */
  readonly starts: number;
  readonly groups: readonly {
    readonly title: string;
    /** The steps that are shown, and the seconds that they come at. */
    readonly at: readonly number[];
    readonly times: readonly number[];
    /** How the system is built. */
    readonly about: readonly { readonly name: string; readonly value: number; readonly unit: string }[];
    /** Of each way, the variables of each shown step. */
    readonly runs: readonly { readonly by: string; readonly states: readonly number[] }[];
    readonly marks: readonly { readonly step: number; readonly text: string }[];
  }[];
}

/** A text cut into tokens. */
export interface TokenStrip {
  readonly title: string;
  readonly pieces: readonly { readonly id: number; readonly piece: string }[];
}

/** Most characters of text in one view, most rows of a list, most points or bytes of a picture: views cross threads many times a second. */
export const VIEW_LIMITS = {
  characters: 20_000,
  items: 50,
  pieces: 400,
  curvePoints: 400,
  traceSteps: 120,
  points: 1_500,
  pixels: 120_000,
  columns: 24,
  mapPixels: 250_000,
  filmPixels: 400_000,
  filmPoints: 16_000,
  lines: 300,
  moments: 240,
  sounds: 40,
  samples: 640_000,
  solids: 24,
  solidBytes: 900_000,
  runNumbers: 24_000,
} as const;
