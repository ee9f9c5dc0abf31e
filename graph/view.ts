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
    }
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
    }
  | {
      readonly view: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly (string | number)[])[];
      readonly caption?: string;
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
    }
  | {
      readonly view: 'distribution';
      readonly text: string;
      readonly steps: readonly {
        readonly piece: string;
        readonly probability: number;
        readonly candidates: readonly {
          readonly piece: string;
          readonly probability: number;
          readonly kept: boolean;
          readonly cutBy?: string;
        }[];
      }[];
    };

/** A text cut into tokens. */
export interface TokenStrip {
  readonly title: string;
  readonly pieces: readonly { readonly id: number; readonly piece: string }[];
}

/** Most characters of text in one view, most rows of a list: views cross threads many times a second. */
export const VIEW_LIMITS = { characters: 20_000, items: 50, pieces: 400, curvePoints: 400, traceSteps: 120 } as const;
