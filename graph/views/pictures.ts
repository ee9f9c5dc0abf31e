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

/** Clips side by side, which play together. */
export interface ClipsView {
  readonly view: 'clips';
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly frames: number;
  /** Frames a second. */
  readonly fps: number;
  readonly count: number;
  /** How many stand in a row, where that means something; otherwise as fits. */
  readonly columns?: number;
  /** `count × frames × height × width × channels` bytes, base64. */
  readonly pixels: string;
  /** What stands under each. */
  readonly captions?: readonly string[];
  /** What was left out so that the view stays small. */
  readonly note?: string;
  readonly caption?: string;
}

/** What examples are seen as, alone or under curves. */
export type ExamplesPicture = ScatterView | ImagesView | SolidsView | ClipsView;

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
