import { add, erf, mul, sigmoid, square, sub, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { savedAt, withGradient } from './with-gradient';

const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715 * LINEAR;

/**
 * GELU by the tanh approximation that GPT-2 uses (Hendrycks & Gimpel 2016, section 2):
 * `0.5 x (1 + tanh(√(2/π)(x + 0.044715 x³)))`, computed as `x · σ(2√(2/π)(x + 0.044715 x³))`, which is the same
 * since `(1 + tanh u) / 2 = σ(2u)`. Any shape.
 */
export function gelu(x: Tensor): Tensor {
  return withGradient(
    [x],
    (save) => {
      const [value] = forwardFused('FusedGelu', { x });
      if (value) {
        save([x]);
        return { value, gradient: (dy, saved) => gradientFused('FusedGeluGrad', { x: savedAt(saved, 0), dy }) };
      }
      const gate = gateOf(x);
      save([x, gate]);
      return {
        value: mul(x, gate),
        // σ(z) (1 + x (1 − σ(z)) z′) with z′ = 2√(2/π)(1 + 3 · 0.044715 x²)
        gradient: (dy, saved) => {
          const [x, gate] = [savedAt(saved, 0), savedAt(saved, 1)];
          const slope = add(mul(square(x), 3 * CUBIC), LINEAR);
          const inner = add(mul(mul(x, sub(1, gate)), slope), 1);
          return [mul(mul(gate, inner), dy)];
        },
      };
    },
    () => mul(x, gateOf(x)),
  );
}

const gateOf = (x: Tensor): Tensor => sigmoid(mul(x, add(mul(square(x), CUBIC), LINEAR)));

/** GELU itself, `x · Φ(x)` (Hendrycks & Gimpel 2016, eq. 1), as BERT and vision transformers have it. Any shape. */
export const exactGelu = (x: Tensor): Tensor => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));

/** The sigmoid approximation `x · σ(1.702 x)` (the same, section 2), as CLIP has it. Any shape. */
export const quickGelu = (x: Tensor): Tensor => mul(x, sigmoid(mul(x, 1.702)));
