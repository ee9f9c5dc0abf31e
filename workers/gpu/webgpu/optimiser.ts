import type { NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, numberOf, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { LANES, output, runShader, type Shader, webgpu, zeros } from './program';

/** The norm of all gradients, and AdamW and gradient descent **in place**, a program for each parameter, as workers/kernels/optimiser.ts has them. */
export const optimisers: readonly GraphicsKernel[] = [
  {
    name: 'FusedGradientNorm',
    run: ({ inputs, attrs, backend: on }) => {
      const backend = webgpu(on);
      const gradients = numbered(inputs, 'gradient').filter(({ shape }) => sizeOf(shape) > 0);
      if (gradients.length === 0) return zeros(backend, []);
      const parts = output(backend, [gradients.length * PARTS]);
      for (let first = 0; first < gradients.length; first += TOGETHER) {
        const reads = gradients.slice(first, first + TOGETHER);
        const counts = Object.fromEntries(reads.map(({ shape }, at) => [`count${at}`, sizeOf(shape)]));
        const uniforms = { first: first * PARTS, ...counts };
        const groups = reads.length * PARTS;
        runShader(backend, squaresShader(reads.length), { reads, writes: [parts], uniforms, groups });
      }
      const norm = output(backend, []);
      const uniforms = { count: gradients.length * PARTS, scale: numberOf(attrs, 'scale') };
      runShader(backend, rootShader, { reads: [parts], writes: [norm], uniforms, groups: 1 });
      backend.disposeData(parts.dataId);
      return norm;
    },
  },
  {
    name: 'FusedAdamW',
    run: ({ inputs, attrs, backend }) => {
      const [beta1, beta2] = [numberOf(attrs, 'beta1'), numberOf(attrs, 'beta2')];
      const own = { beta1, rest1: 1 - beta1, beta2, rest2: 1 - beta2, ...numbersOf(attrs, ['stepSize', 'epsilon']) };
      return update(backend, inputs, attrs, adamwShader, ['first', 'second'], own);
    },
  },
  {
    name: 'FusedSgd',
    run: ({ inputs, attrs, backend }) =>
      inputs['first/0']
        ? update(backend, inputs, attrs, momentumShader, ['first'], numbersOf(attrs, ['momentum', 'learningRate']))
        : update(backend, inputs, attrs, descentShader, [], numbersOf(attrs, ['learningRate'])),
  },
];

/** Gradients that one program reads, as many as every card binds beside what is written, and the groups of lanes for each. */
const TOGETHER = 7;
const PARTS = 16;

const squaresShader = (count: number): Shader => ({
  name: `SumOfSquares${count}`,
  reads: Array.from({ length: count }, (_, at) => `gradient${at}`),
  writes: ['result'],
  uniforms: Object.fromEntries(
    ['first', ...Array.from({ length: count }, (_, at) => `count${at}`)].map((name) => [name, 'i32']),
  ),
  code: `
    const PARTS = ${PARTS};
    fn main(index : i32) {
      let which = index / LANES;
      var sum = 0.0;
      switch (which / PARTS) {
        ${Array.from(
          { length: count },
          (_, at) => `
        case ${at}: {
          for (var k = index - ${at} * PARTS * LANES; k < uniforms.count${at}; k += PARTS * LANES) {
            sum += gradient${at}[k] * gradient${at}[k];
          }
        }`,
        ).join('')}
        default: {}
      }
      let all = total(sum);
      if (lane() == 0 && which < ${count} * PARTS) { result[uniforms.first + which] = all; }
    }`,
});

const rootShader: Shader = {
  name: 'RootOfSum',
  reads: ['parts'],
  writes: ['result'],
  uniforms: { count: 'i32', scale: 'f32' },
  code: `
    fn main(index : i32) {
      var sum = 0.0;
      for (var k = lane(); k < uniforms.count; k += LANES) { sum += parts[k]; }
      let all = total(sum);
      if (index == 0) { result[0] = sqrt(all) * uniforms.scale; }
    }`,
};

/** A rule for one number: `result` holds the weights, `g` is the gradient, clipped and scaled. */
const rule = (name: string, moments: readonly string[], numbers: readonly string[], body: string): Shader => ({
  name,
  reads: ['gradients', 'norm'],
  writes: ['result', ...moments],
  uniforms: Object.fromEntries([['count', 'i32'], ...['clip', 'scale', 'kept', ...numbers].map((key) => [key, 'f32'])]),
  code: `
    fn main(index : i32) {
      if (index >= uniforms.count) { return; }
      let shortened = min(uniforms.clip / (norm[0] + 1e-6), 1.0);
      let g = gradients[index] * uniforms.scale * select(1.0, shortened, uniforms.clip > 0.0);
      ${body}
    }`,
});

const adamwShader = rule(
  'AdamW',
  ['first', 'second'],
  ['beta1', 'rest1', 'beta2', 'rest2', 'stepSize', 'epsilon'],
  `
  let m = first[index] * uniforms.beta1 + g * uniforms.rest1;
  let v = second[index] * uniforms.beta2 + g * g * uniforms.rest2;
  first[index] = m;
  second[index] = v;
  result[index] = result[index] * uniforms.kept - m * uniforms.stepSize / (sqrt(v) + uniforms.epsilon);`,
);

const momentumShader = rule(
  'SgdMomentum',
  ['first'],
  ['momentum', 'learningRate'],
  `
  let m = first[index] * uniforms.momentum + g;
  first[index] = m;
  result[index] = result[index] * uniforms.kept - m * uniforms.learningRate;`,
);

const descentShader = rule(
  'Sgd',
  [],
  ['learningRate'],
  'result[index] = result[index] * uniforms.kept - g * uniforms.learningRate;',
);

type Inputs = Readonly<Record<string, TensorInfo | undefined>>;

function update(
  on: unknown,
  inputs: Inputs,
  attrs: NamedAttrMap | undefined,
  shader: Shader,
  moments: readonly string[],
  own: Readonly<Record<string, number>>,
): TensorInfo[] {
  const backend = webgpu(on);
  const shared = { ...own, ...numbersOf(attrs, ['clip', 'scale']) };
  const norm = floatsOf(inputs, 'norm', 1);
  const decays = attrs?.decays;
  numbered(inputs, 'gradient').forEach((gradient, at) => {
    const count = sizeOf(gradient.shape);
    if (count === 0) return;
    const kept = Array.isArray(decays) && decays[at] === true ? numberOf(attrs, 'kept') : 1;
    runShader(backend, shader, {
      reads: [gradient, norm],
      writes: ['weights', ...moments].map((name) => floatsOf(inputs, `${name}/${at}`, count)),
      uniforms: { ...shared, count, kept },
      groups: Math.ceil(count / LANES),
    });
  });
  return [];
}

/** `name/0`, `name/1` …, as many as there are. */
function numbered(inputs: Inputs, name: string): TensorInfo[] {
  const found: TensorInfo[] = [];
  while (inputs[`${name}/${found.length}`]) found.push(floats(inputs, `${name}/${found.length}`));
  return found;
}

const numbersOf = (attrs: NamedAttrMap | undefined, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, numberOf(attrs, name)]));
