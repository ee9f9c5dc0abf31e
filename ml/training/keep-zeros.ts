import type { Weights } from '../network';
import { keep, mul, type Tensor, tensor, tidy } from '../tf';
import { disposeAll } from '../weights';
import type { Resident } from './resident';

/**
 * Lets zeros of some weights stay zero while a pruned network is trained on (Han et al. 2015; Zhu and Gupta 2017): their gradients are struck out before
 * anything is made of them. So their moments stay zero too, and with them each update of every optimiser here; a decay of zero is zero. The norm that
 * clipping goes by is that of what moves.
 */
export function keepZeros(resident: Resident, start: Weights, names: readonly string[]): Resident {
  const masks = Object.fromEntries(
    names.flatMap((key): [string, Tensor][] => {
      const weight = start[key];
      if (!weight || !(key in resident.weights) || !weight.data.includes(0)) return [];
      // Bytes would do, but a backend may widen them with each product.
      const ones = weight.data.map((value) => Number(value !== 0));
      return [[key, keep(tensor(ones, [...weight.shape]))]];
    }),
  );
  return {
    get weights() {
      return resident.weights;
    },
    collect: (gradients) => {
      const struck = Object.entries(masks).flatMap(([key, mask]): [string, Tensor][] => {
        const gradient = gradients[key];
        return gradient ? [[key, tidy(() => mul(gradient, mask))]] : [];
      });
      return resident.collect({ ...gradients, ...Object.fromEntries(struck) });
    },
    update: (gradients, options) => resident.update(gradients, options),
    download: () => resident.download(),
    dispose() {
      resident.dispose();
      disposeAll(masks);
    },
  };
}
