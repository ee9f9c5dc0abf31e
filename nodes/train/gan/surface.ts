import type { Examples, ExamplesPicture, ScatterView } from '@/graph';
import { applyScaling } from '@/ml/data/points';
import { runNetwork } from '@/ml/forward';
import { readOnce } from '@/ml/functions/read';
import type { Network } from '@/ml/network';
import { type Tensor, tensor, tidy } from '@/ml/tf';
import { scalingOf } from '../../common/scaling';
import { spanOf } from '../../common/span';

/** Places each way at which the critic is asked. */
const ACROSS = 40;
/** How much further than the examples the surface reaches, as a share of what they reach over. */
const MARGIN = 0.15;

/**
 * What a critic of points in a plane thinks of every place: its score as a surface under a picture of the points. Asked again at each look. Null for
 * examples that are no such points, and for a critic that is told the class.
 */
export function createCriticSurface(critic: Network, given: Examples) {
  if (given.shape.length !== 1 || given.shape[0] !== 2) return null;
  // One that is told the class has a surface for each.
  if (critic.examples?.classes) return null;
  const within = boundsOf(given);
  const places = applyScaling({ shape: [2], count: ACROSS * ACROSS, data: placesOver(within) }, scalingOf(given));
  let values: readonly number[] = [];
  return {
    /** Asks the critic, with the weights of the moment. */
    async look(weights: Readonly<Record<string, Tensor>>): Promise<void> {
      const scores = tidy(() => runNetwork(critic, weights, { input: tensor(places.data, [places.count, 2]) }));
      values = Array.from(await readOnce(scores), (score) => Math.round(score * 1e3) / 1e3);
    },
    /** A picture with the surface under it, as it was at the last look. */
    under: (picture: ExamplesPicture | null): ExamplesPicture | null =>
      values.length === 0 || picture?.view !== 'scatter'
        ? picture
        : {
            ...picture,
            within,
            surface: { measures: 'the critic’s score', columns: ACROSS, rows: ACROSS, values },
          },
  };
}

function boundsOf({ data }: Examples): NonNullable<ScatterView['within']> {
  const span = (axis: 0 | 1): readonly [number, number] => {
    const [low, high] = spanOf(data, axis);
    const more = MARGIN * Math.max(high - low, 1e-3);
    return [low - more, high + more];
  };
  const [[left, right], [bottom, top]] = [span(0), span(1)];
  return { left, right, bottom, top };
}

/** The middles of small squares, row by row from the bottom. */
function placesOver({ left, right, bottom, top }: NonNullable<ScatterView['within']>): Float32Array {
  const at = (from: number, to: number, index: number) => from + ((to - from) * (index + 0.5)) / ACROSS;
  return Float32Array.from({ length: 2 * ACROSS * ACROSS }, (_, index) => {
    const cell = Math.floor(index / 2);
    return index % 2 === 0 ? at(left, right, cell % ACROSS) : at(bottom, top, Math.floor(cell / ACROSS));
  });
}
