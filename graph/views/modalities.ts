import type { ImagesView } from './pictures';

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
