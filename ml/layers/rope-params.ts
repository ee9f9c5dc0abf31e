import type { RopeScaling } from '../functions/rope-scaling';
import { NetworkError } from '../network';
import { choiceOf, flagOf, numberOf, type Params } from './params';

/** Reads how rotary positions are scaled; absent or null is not at all. @throws NetworkError for what is none of the ways */
export function ropeScalingOf(value: unknown): RopeScaling | null {
  if (value === undefined || value === null) return null;
  if (!isParams(value)) throw new NetworkError('“ropeScaling” should be an object.');
  const kind = choiceOf(value, 'kind', ['linear', 'dynamic', 'llama3', 'yarn']);
  const number = (name: string) => numberOf(value, name);
  const factor = number('factor');
  switch (kind) {
    case 'linear':
      return { kind, factor };
    case 'dynamic':
      return { kind, factor, originalContext: number('originalContext') };
    case 'llama3':
      return {
        kind,
        factor,
        lowFrequency: number('lowFrequency'),
        highFrequency: number('highFrequency'),
        originalContext: number('originalContext'),
      };
    case 'yarn':
      return {
        kind,
        factor,
        fast: number('fast'),
        slow: number('slow'),
        originalContext: number('originalContext'),
        attentionFactor: number('attentionFactor'),
        truncate: flagOf(value, 'truncate', true),
      };
  }
}

const isParams = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
