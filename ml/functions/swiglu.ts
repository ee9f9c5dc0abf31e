import { mul, sigmoid, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { siluSlope } from './silu';
import { savedAt, withGradient } from './with-gradient';

/** SwiGLU, `silu(gate) · up` (Shazeer 2020). `gate` and `up` of one shape, any. */
export function swiglu(gate: Tensor, up: Tensor): Tensor {
  return withGradient(
    [gate, up],
    (save) => {
      save([gate, up]);
      const [value] = forwardFused('FusedSwiglu', { gate, up });
      if (value) {
        return {
          value,
          gradient: (dy, saved) =>
            gradientFused('FusedSwigluGrad', { gate: savedAt(saved, 0), up: savedAt(saved, 1), dy }),
        };
      }
      return {
        value: mul(mul(gate, sigmoid(gate)), up),
        gradient: (dy, saved) => {
          const [gate, up] = [savedAt(saved, 0), savedAt(saved, 1)];
          const opened = sigmoid(gate);
          return [mul(mul(siluSlope(gate, opened), up), dy), mul(mul(gate, opened), dy)];
        },
      };
    },
    () => mul(mul(gate, sigmoid(gate)), up),
  );
}
