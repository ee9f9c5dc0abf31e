import { add, mul, sigmoid, sub, type Tensor } from '../tf';
import { savedAt, withGradient } from './with-gradient';

/** SiLU or swish, `x · σ(x)` (Elfwing et al. 2017; Ramachandran et al. 2017). Any shape. */
export function silu(x: Tensor): Tensor {
  return withGradient([x], (save) => {
    const gate = sigmoid(x);
    save([x, gate]);
    return {
      value: mul(x, gate),
      // σ(x) (1 + x (1 − σ(x)))
      gradient: (dy, saved) => {
        const [x, gate] = [savedAt(saved, 0), savedAt(saved, 1)];
        return [mul(mul(gate, add(mul(x, sub(1, gate)), 1)), dy)];
      },
    };
  });
}
