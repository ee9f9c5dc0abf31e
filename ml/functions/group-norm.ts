import { add, mean, mul, reshape, rsqrt, sigmoid, square, sub, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { sumRows } from './norms';
import { siluSlope } from './silu';
import { type Save, savedAt, type ValueWithGradient, withGradient } from './with-gradient';

export interface GroupNormOptions {
  readonly groups: number;
  readonly epsilon: number;
  /** Whether SiLU follows, as in the blocks of a U-Net (Ho et al. 2020); none if left out. */
  readonly silu?: boolean;
}

/**
 * Group normalisation (Wu & He 2018): each image's channels, in groups of neighbours, to mean 0 and deviation 1 over the
 * group and all places, then `· weight + bias`. `x [B, ..., C]`, channels last; `weight [C]`, `bias [C]`.
 * @throws RangeError when the channels do not divide into the groups
 */
export function groupNorm(x: Tensor, weight: Tensor, bias: Tensor, options: GroupNormOptions): Tensor {
  const channels = x.shape.at(-1) ?? 0;
  if (x.rank < 2 || !(options.groups >= 1) || channels % options.groups !== 0) {
    throw new RangeError(`${channels} channels do not divide into ${options.groups} groups.`);
  }
  return withGradient(
    [x, weight, bias],
    (save) => fusedGroupNorm(x, weight, bias, options, save) ?? composedGroupNorm(x, weight, bias, options, save),
    () => {
      const { normal } = normalise(x, options);
      const scaled = add(mul(normal, weight), bias);
      return reshape(options.silu ? mul(scaled, sigmoid(scaled)) : scaled, x.shape);
    },
  );
}

/** `x` at mean 0 and deviation 1, `[B, places, C]`, and how it was brought there. */
function normalise(x: Tensor, { groups, epsilon }: GroupNormOptions) {
  const channels = x.shape.at(-1) ?? 0;
  const places = x.shape.slice(1, -1).reduce((product, length) => product * length, 1);
  const grouped = (tensor: Tensor) => reshape(tensor, [x.shape[0] ?? 0, places, groups, channels / groups]);
  const plain = (tensor: Tensor) => reshape(tensor, [x.shape[0] ?? 0, places, channels]);
  const over = (tensor: Tensor) => mean(mean(tensor, 3, true), 1, true); // (B, 1, groups, 1)
  const given = grouped(x);
  const centred = sub(given, over(given));
  const inverse = rsqrt(add(over(square(centred)), epsilon));
  return { normal: plain(mul(centred, inverse)), inverse, grouped, plain, over };
}

/** Keeps x and two numbers for each group: the rest is made again on the way back. */
function fusedGroupNorm(
  x: Tensor,
  weight: Tensor,
  bias: Tensor,
  { groups, epsilon, silu = false }: GroupNormOptions,
  save: Save,
): ValueWithGradient<Tensor> | undefined {
  const [value, mean, inverse] = forwardFused('FusedGroupNorm', { x, weight, bias }, { groups, epsilon, silu });
  if (!value || !mean || !inverse) return undefined;
  save([x, weight, bias, mean, inverse]);
  return {
    value,
    gradient: (dy, saved) => {
      const [x, weight, bias] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      const kept = { mean: savedAt(saved, 3), inverse: savedAt(saved, 4) };
      return gradientFused('FusedGroupNormGrad', { x, dy, weight, bias, ...kept }, { groups, silu });
    },
  };
}

function composedGroupNorm(
  x: Tensor,
  weight: Tensor,
  bias: Tensor,
  options: GroupNormOptions,
  save: Save,
): ValueWithGradient<Tensor> {
  const { silu = false } = options;
  const { normal, inverse, grouped, plain, over } = normalise(x, options);
  save([normal, inverse, weight, bias]);
  const scaled = add(mul(normal, weight), bias);
  return {
    value: reshape(silu ? mul(scaled, sigmoid(scaled)) : scaled, x.shape),
    gradient: (dy, saved) => {
      const [normal, inverse] = [savedAt(saved, 0), savedAt(saved, 1)];
      const [weight, bias] = [savedAt(saved, 2), savedAt(saved, 3)];
      const scaled = add(mul(normal, weight), bias);
      const before = silu ? mul(siluSlope(scaled, sigmoid(scaled)), plain(dy)) : plain(dy);
      const towards = grouped(mul(before, weight));
      const direction = grouped(normal);
      const along = mul(direction, over(mul(towards, direction)));
      const toInput = mul(sub(sub(towards, over(towards)), along), inverse);
      return [reshape(toInput, x.shape), sumRows(mul(before, normal)), sumRows(before)];
    },
  };
}
