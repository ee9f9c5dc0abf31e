import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, groupedSizes, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { output, runShader, type Shader, webgpu, zeros } from './program';
import { sumStripes } from './stripes';

/** Group norm (Wu & He 2018), then SiLU where asked for, and its gradient, as workers/kernels/group-norm.ts has them: a group of lanes for each group. */
export const groupNorms: readonly GraphicsKernel[] = [
  {
    name: 'FusedGroupNorm',
    run: ({ inputs, attrs, backend: on }) => {
      const backend = webgpu(on);
      const { x, weights, uniforms } = given(inputs, attrs?.groups);
      const { images, groups } = uniforms;
      const value = output(backend, x.shape);
      const kept = [output(backend, [images, groups]), output(backend, [images, groups])];
      if (sizeOf(x.shape) > 0) {
        runShader(backend, forwardShader(attrs?.silu === true), {
          reads: [x, ...weights],
          writes: [value, ...kept],
          uniforms: { ...uniforms, epsilon: Number(attrs?.epsilon ?? 0) },
          groups: images * groups,
        });
      }
      return [value, ...kept];
    },
  },
  {
    name: 'FusedGroupNormGrad',
    run: ({ inputs, attrs, backend: on }) => {
      const backend = webgpu(on);
      const { x, weights, uniforms } = given(inputs, attrs?.groups);
      const { images, places, channels, groups } = uniforms;
      const dy = floatsOf(inputs, 'dy', sizeOf(x.shape));
      const [weight, bias] = weights;
      const means = floatsOf(inputs, 'mean', images * groups);
      const inverses = floatsOf(inputs, 'inverse', images * groups);
      const dx = output(backend, x.shape);
      if (sizeOf(x.shape) === 0) return [dx, zeros(backend, [channels]), zeros(backend, [channels])];
      const silu = attrs?.silu === true;
      const reads = { x, dy, weight, ...(silu ? { bias } : {}), means, inverses };
      const run = { writes: [dx], uniforms, groups: images * groups };
      runShader(backend, backwardShader(silu), { reads: Object.values(reads), ...run });
      const sums = {
        name: silu ? 'GroupNormSiluSums' : 'GroupNormSums',
        reads: silu ? reads : { x, dy, means, inverses },
        values: ['before * normal', 'before'],
        uniforms: { places, groups },
        before: `
          let which = (row / uniforms.places) * uniforms.groups + column / (uniforms.width / uniforms.groups);
          ${before(silu, 'column')}`,
      };
      return [dx, ...sumStripes(backend, sums, images * places, channels)];
    },
  },
];

/** The normal number and the gradient towards what it was scaled and moved to, of the number at `at`. */
const before = (silu: boolean, channel: string) => `
  let normal = (x[at] - means[which]) * inverses[which];
  ${
    silu
      ? `
  let scaled = normal * weight[${channel}] + bias[${channel}];
  let opened = sigmoid(scaled);
  let before = dy[at] * opened * (1.0 + scaled * (1.0 - opened));`
      : 'let before = dy[at];'
  }`;

/** Goes over the numbers of this group: `at` is where one is, `channel` which channel it has. A group beyond the last has none. */
const through = (body: string) => `
  for (var k = lane(); k < count; k += LANES) {
    let channel = (which % uniforms.groups) * span + k % span;
    let at = ((which / uniforms.groups) * uniforms.places + k / span) * uniforms.channels + channel;
    ${body}
  }`;

const GROUP = `
  let which = index / LANES;
  let span = uniforms.channels / uniforms.groups;
  let size = uniforms.places * span;
  let count = select(0, size, which < uniforms.images * uniforms.groups);`;

const SIZES = { images: 'i32', places: 'i32', channels: 'i32', groups: 'i32' } as const;

const forwardShader = (silu: boolean): Shader => ({
  name: silu ? 'GroupNormSilu' : 'GroupNorm',
  reads: ['x', 'weight', 'bias'],
  writes: ['result', 'means', 'inverses'],
  uniforms: { ...SIZES, epsilon: 'f32' },
  code: `
    fn main(index : i32) {
      ${GROUP}
      var sum = 0.0;
      ${through('sum += x[at];')}
      let mean = total(sum) / f32(size);
      var squares = 0.0;
      ${through('squares += (x[at] - mean) * (x[at] - mean);')}
      let inverse = inverseSqrt(total(squares) / f32(size) + uniforms.epsilon);
      ${through(`
        let scaled = (x[at] - mean) * inverse * weight[channel] + bias[channel];
        result[at] = ${silu ? 'scaled * sigmoid(scaled)' : 'scaled'};`)}
      if (lane() == 0 && count > 0) {
        means[which] = mean;
        inverses[which] = inverse;
      }
    }`,
});

const backwardShader = (silu: boolean): Shader => ({
  name: silu ? 'GroupNormSiluGrad' : 'GroupNormGrad',
  reads: ['x', 'dy', 'weight', ...(silu ? ['bias'] : []), 'means', 'inverses'],
  writes: ['result'],
  uniforms: SIZES,
  code: `
    fn main(index : i32) {
      ${GROUP}
      var sum = 0.0;
      var along = 0.0;
      ${through(`
        ${before(silu, 'channel')}
        sum += before * weight[channel];
        along += before * weight[channel] * normal;`)}
      let middle = total(sum) / f32(size);
      let slope = total(along) / f32(size);
      ${through(`
        ${before(silu, 'channel')}
        result[at] = (before * weight[channel] - middle - slope * normal) * inverses[which];`)}
    }`,
});

function given(inputs: Readonly<Record<string, TensorInfo | undefined>>, attribute: unknown) {
  const x = floats(inputs, 'x');
  const uniforms = groupedSizes(x, attribute);
  const { channels } = uniforms;
  const weights = [floatsOf(inputs, 'weight', channels), floatsOf(inputs, 'bias', channels)] as const;
  return { x, weights, uniforms };
}
