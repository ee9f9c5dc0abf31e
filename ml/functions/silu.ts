import { add, mul, sigmoid, sub, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { savedAt, withGradient } from './with-gradient';

/** SiLU or swish, `x · σ(x)` (Elfwing et al. 2017; Ramachandran et al. 2017). Any shape. */
export function silu(x: Tensor): Tensor {
  return withGradient(
    [x],
    (save) => {
      const [value] = forwardFused('FusedSilu', { x });
      if (value) {
        save([x]);
        return { value, gradient: (dy, saved) => gradientFused('FusedSiluGrad', { x: savedAt(saved, 0), dy }) };
      }
      const gate = sigmoid(x);
      save([x, gate]);
      return {
        value: mul(x, gate),
        gradient: (dy, saved) => {
          const [x, gate] = [savedAt(saved, 0), savedAt(saved, 1)];
          return [mul(siluSlope(x, gate), dy)];
        },
      };
    },
    () => mul(x, sigmoid(x)),
  );
}

/** The slope of SiLU where its sigmoid is `gate`: `σ(x) (1 + x (1 − σ(x)))`. */
export const siluSlope = (x: Tensor, gate: Tensor): Tensor => mul(gate, add(mul(x, sub(1, gate)), 1));
