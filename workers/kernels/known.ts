import type { SelfTest } from './kernel';

/** What is known beforehand of each fused kernel, on whatever backend it is: the self-tests that hold it to those numbers. */
export const known = {
  FusedLayerNorm: (test) => {
    const row = [8, 21, 31.5, 42, 52.5];
    const inputs = { x: rows, weight: { shape: [5], values: [1, 2, 3, 4, 5] }, bias: vector([10, 20, 30, 40, 50]) };
    test.expect(inputs, { epsilon: 0 }, { shape: [2, 5], values: [...row, ...row] });
  },
  FusedLayerNormGrad: (test) => {
    const dy = { shape: [2, 5], values: [0, 1, 0, 0, 0, 0, 1, 0, 0, 0] };
    const inputs = { x: rows, dy, weight: vector([1, 2, 3, 4, 5]), mean: vector([3, 6]), inverse: vector([1, 0.5]) };
    const values = [0, 1.5, -0.5, -0.5, -0.5, 0, 0.75, -0.25, -0.25, -0.25];
    test.expect(inputs, { bias: true }, { shape: [2, 5], values });
  },
  FusedRmsNorm: (test) => {
    const inputs = { x: { shape: [1, 2], values: [1, 7] }, weight: vector([5, 10]) };
    test.expect(inputs, { epsilon: 0 }, { shape: [1, 2], values: [1, 14] });
  },
  FusedRmsNormGrad: (test) => {
    const [x, dy] = [
      { shape: [1, 2], values: [1, 7] },
      { shape: [1, 2], values: [1, 0] },
    ];
    const inputs = { x, dy, weight: vector([25, 25]), inverse: vector([0.2]) };
    test.expect(inputs, {}, { shape: [1, 2], values: [4.9, -0.7] });
  },
  FusedGroupNorm: (test) => {
    // Two places of four channels: mean 5 and deviation 1 in the first group, 0 and 2 in the second.
    const x = { shape: [1, 2, 4], values: [4, 4, -2, -2, 6, 6, 2, 2] };
    const inputs = { x, weight: vector([2, 2, 1, 1]), bias: vector([10, 10, 0, 0]) };
    const attrs = { groups: 2, epsilon: 0, silu: false };
    test.expect(inputs, attrs, { shape: [1, 2, 4], values: [8, 8, -1, -1, 12, 12, 1, 1] });
  },
  FusedGroupNormGrad: (test) => {
    const inputs = {
      x: { shape: [1, 5, 1], values: [2, 7, 7, 7, 7] },
      dy: { shape: [1, 5, 1], values: [0, 1, 0, 0, 0] },
      weight: vector([2]),
      bias: vector([0]),
      mean: { shape: [1, 1], values: [6] },
      inverse: { shape: [1, 1], values: [0.5] },
    };
    const values = [0, 0.75, -0.25, -0.25, -0.25];
    test.expect(inputs, { groups: 1, silu: false }, { shape: [1, 5, 1], values });
  },
  FusedGelu: value([0, 0.841192, -0.158808, 1.9545977]),
  FusedGeluGrad: slope([0.5, 1.0829641, -0.0829641, 1.0860993]),
  FusedSilu: value([0, 0.7310586, -0.2689414, 1.7615942]),
  FusedSiluGrad: slope([0.5, 0.9276705, 0.0723295, 1.0907843]),
  FusedSwiglu: (test) => {
    const inputs = { gate: some, up: vector([1, 2, 3, 4]) };
    test.expect(inputs, {}, { shape: [4], values: [0, 1.4621172, -0.8068243, 7.0463768] });
  },
  FusedSwigluGrad: (test) => {
    const inputs = { gate: some, up: vector([2, 2, 1, 1]), dy: vector([1, 1, 1, 2]) };
    test.expect(inputs, {}, { shape: [4], values: [1, 1.855341, 0.0723295, 2.1815686] });
  },
  FusedCrossEntropy: (test) => {
    // log(1 + 2 + 1) − log 2 and log 4 − log 1
    test.expect({ logits, labels }, {}, { shape: [], values: [1.5 * Math.LN2] });
  },
  FusedCrossEntropyGrad: (test) => {
    const kept = { maxima: vector([Math.LN2, Math.LN2]), inverses: vector([0.5, 0.5]) };
    const inputs = { logits, labels, ...kept, dy: { shape: [], values: [8] } };
    test.expect(inputs, {}, { shape: [2, 3], values: [1, -2, 1, -3, 2, 1] });
  },
  FusedGradientNorm: (test) => {
    const inputs = { 'gradient/0': vector([3, 0, -4, 0, 12]), 'gradient/1': vector([84]) };
    test.expect(inputs, { scale: 0.5 }, { shape: [], values: [42.5] });
  },
  FusedAdamW: (test) => {
    // One step from moments of zero: whatever the gradient, each weight moves by the step size against its sign.
    const attrs = { beta1: 0.5, beta2: 0.75, stepSize: 0.5, epsilon: 0, kept: 0.5, decays: [true], clip: 0, scale: 1 };
    const inputs = {
      'weights/0': vector([8, 8, 8, 8, 8]),
      'gradient/0': vector([1, -2, 3, -4, 5]),
      'first/0': vector([0, 0, 0, 0, 0]),
      'second/0': vector([0, 0, 0, 0, 0]),
    };
    test.expectInput('weights/0', { ...inputs, norm: vector([1]) }, attrs, [3.5, 4.5, 3.5, 4.5, 3.5]);
    test.expectInput('second/0', { ...inputs, norm: vector([1]) }, attrs, [0.25, 1, 2.25, 4, 6.25]);
  },
  FusedSgd: (test) => {
    const inputs = { 'weights/0': vector([1, 2, 3, 4, 5]), 'gradient/0': vector([2, 4, 6, 8, 10]) };
    const attrs = { momentum: 0, learningRate: 0.5, kept: 1, decays: [false], clip: 1, scale: 1 };
    test.expectInput('weights/0', { ...inputs, norm: vector([2]) }, attrs, [0.5, 1, 1.5, 2, 2.5]);
    const first = { 'first/0': vector([2, 2, 2, 2, 2]), norm: vector([0]) };
    test.expectInput('weights/0', { ...inputs, ...first }, { ...attrs, momentum: 0.5 }, [-0.5, -0.5, -0.5, -0.5, -0.5]);
  },
} satisfies Readonly<Record<string, (test: SelfTest) => void>>;

/** A fused kernel of which something is known. */
export type KnownName = keyof typeof known;

function value(values: readonly number[]) {
  return (test: SelfTest) => test.expect({ x: some }, {}, { shape: [4], values });
}

function slope(slopes: readonly number[]) {
  const values = slopes.map((slope, index) => slope * (index + 1));
  return (test: SelfTest) => test.expect({ x: some, dy: vector([1, 2, 3, 4]) }, {}, { shape: [4], values });
}

function vector(values: readonly number[]) {
  return { shape: [values.length], values };
}

const some = vector([0, 1, -1, 2]);

/** Rows of mean 3 and 6 and deviation 1 and 2, in which both are −2, ½, ½, ½, ½. */
const rows = { shape: [2, 5], values: [1, 3.5, 3.5, 3.5, 3.5, 2, 7, 7, 7, 7] };

const logits = { shape: [2, 3], values: [0, Math.LN2, 0, 0, Math.LN2, 0] };
const labels = { shape: [2], values: [1, 0], dtype: 'int32' } as const;
