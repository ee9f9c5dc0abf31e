import type { AgentStep, WaitingCall } from './kinds/agent-trace';
import type { Episode } from './kinds/episodes';
import type { Page } from './kinds/page';
import type {
  AudioView,
  HitsView,
  MelodiesView,
  MoleculesView,
  RankingView,
  TrajectoriesView,
  TriplesView,
} from './views/modalities';
import type {
  ClipsView,
  ExamplesPicture,
  FilmView,
  HistogramsView,
  ImagesView,
  MapView,
  ParallelView,
  ScatterView,
  SolidsView,
} from './views/pictures';

export type * from './views/modalities';
export type * from './views/pictures';

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
  | ClipsView
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

/** Episodes of a world, gone through moment by moment. */
export interface EpisodesView {
  readonly view: 'episodes';
  readonly world: string;
  readonly episodes: readonly Episode[];
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
  clips: 24,
  clipBytes: 600_000,
  runNumbers: 24_000,
} as const;
