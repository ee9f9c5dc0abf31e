/**
 * How a model was stretched to longer texts than it first learned on. `linear` (Chen et al. 2023) and `dynamic` (NTK-aware, by the length at hand) turn all
 * pairs more slowly; `llama3` (Grattafiori et al. 2024) and `yarn` (Peng et al. 2023) only those that turn slowly anyway.
 */
export type RopeScaling =
  | { readonly kind: 'linear'; readonly factor: number }
  | { readonly kind: 'dynamic'; readonly factor: number; readonly originalContext: number }
  | {
      readonly kind: 'llama3';
      readonly factor: number;
      readonly lowFrequency: number;
      readonly highFrequency: number;
      readonly originalContext: number;
    }
  | {
      readonly kind: 'yarn';
      readonly factor: number;
      readonly fast: number;
      readonly slow: number;
      readonly originalContext: number;
      /** Cosines and sines are multiplied by it, which sharpens attention. */
      readonly attentionFactor: number;
      /** Whether the bounds between fast and slow are whole pairs. */
      readonly truncate: boolean;
    };

/** How fast each pair of a head turns, in radians a position, and what its cosine and sine are multiplied by. */
export interface RotaryFrequencies {
  readonly frequencies: readonly number[];
  readonly size: number;
}

/**
 * Frequencies of rotary positions for heads of `width`: `theta^(−2i/width)`, scaled as in the reference implementation (transformers,
 * `modeling_rope_utils`). `length` is how many tokens there are, which only `dynamic` asks for.
 */
export function rotaryFrequencies(
  width: number,
  theta: number,
  scaling: RopeScaling | null = null,
  length = 0,
): RotaryFrequencies {
  const plain = frequenciesOf(width, theta);
  switch (scaling?.kind) {
    case undefined:
      return { frequencies: plain, size: 1 };
    case 'linear':
      return { frequencies: plain.map((frequency) => frequency / scaling.factor), size: 1 };
    case 'dynamic': {
      const { factor, originalContext } = scaling;
      const longer = (factor * Math.max(length, originalContext)) / originalContext - (factor - 1);
      return { frequencies: frequenciesOf(width, theta * longer ** (width / (width - 2))), size: 1 };
    }
    case 'llama3': {
      const { factor, lowFrequency, highFrequency, originalContext } = scaling;
      return {
        frequencies: plain.map((frequency) => {
          // How often it turns around within the original context: seldom, often, or between the two.
          const turns = (originalContext * frequency) / (2 * Math.PI);
          if (turns < lowFrequency) return frequency / factor;
          if (turns > highFrequency) return frequency;
          const smooth = (turns - lowFrequency) / (highFrequency - lowFrequency);
          return ((1 - smooth) * frequency) / factor + smooth * frequency;
        }),
        size: 1,
      };
    }
    case 'yarn': {
      const { factor, fast, slow, originalContext, attentionFactor, truncate } = scaling;
      const pairTurning = (turns: number) =>
        (width * Math.log(originalContext / (turns * 2 * Math.PI))) / (2 * Math.log(theta));
      const first = Math.max(0, truncate ? Math.floor(pairTurning(fast)) : pairTurning(fast));
      const end = Math.min(width - 1, truncate ? Math.ceil(pairTurning(slow)) : pairTurning(slow));
      const last = end === first ? first + 0.001 : end;
      return {
        frequencies: plain.map((frequency, pair) => {
          const stretched = Math.min(1, Math.max(0, (pair - first) / (last - first)));
          return (frequency / factor) * stretched + frequency * (1 - stretched);
        }),
        size: attentionFactor,
      };
    }
  }
}

const frequenciesOf = (width: number, theta: number): number[] =>
  Array.from({ length: width / 2 }, (_, pair) => theta ** ((-2 * pair) / width));
