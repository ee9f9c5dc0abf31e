import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { LANES, output, runShader, type Shader } from './program';

/** What is summed over rows: expressions in `x[at]` and the like, where `at = row * width + column`, over tensors by name. */
export interface ColumnSums {
  readonly name: string;
  readonly reads: Readonly<Record<string, TensorInfo>>;
  readonly values: readonly string[];
  /** What the expressions need besides: numbers, of i32, as `uniforms.NAME`, and lines that go before. */
  readonly uniforms?: Readonly<Record<string, number>>;
  readonly before?: string;
}

/** Rows that one invocation adds up, at least, and into how many stripes rows are cut at most. */
const LEAST_DEEP = 8;
const MOST_STRIPES = 64;

/**
 * Sums of one or two values over `rows > 0` rows of `width` columns, `[width]` each: neighbouring invocations have neighbouring columns, rows are cut into
 * stripes, and a second program adds up the stripes, in their order. How rows are cut is a function of their number alone.
 */
export function sumStripes(backend: WebGPUBackend, sums: ColumnSums, rows: number, width: number): TensorInfo[] {
  const deep = Math.max(LEAST_DEEP, Math.ceil(rows / MOST_STRIPES));
  const stripes = Math.ceil(rows / deep);
  const { reads, values } = sums;
  const partials = values.map(() => output(backend, [stripes, width]));
  runShader(backend, partsShader(sums), {
    reads: Object.values(reads),
    writes: partials,
    uniforms: { rows, width, deep, ...sums.uniforms },
    groups: Math.ceil((stripes * width) / LANES),
  });
  if (stripes === 1) return partials.map((tensor) => ({ ...tensor, shape: [width] }));
  const outputs = values.map(() => output(backend, [width]));
  runShader(backend, joinShader(values.length), {
    reads: partials,
    writes: outputs,
    uniforms: { stripes, width },
    groups: Math.ceil(width / LANES),
  });
  for (const { dataId } of partials) backend.disposeData(dataId);
  return outputs;
}

function partsShader({ name, reads, values, uniforms = {}, before = '' }: ColumnSums): Shader {
  const [sums, results] = [numbered('sum', values.length), numbered('result', values.length)];
  const more = Object.fromEntries(Object.keys(uniforms).map((key): [string, 'i32'] => [key, 'i32']));
  return {
    name: `${name}${values.length}`,
    reads: Object.keys(reads),
    writes: results,
    uniforms: { rows: 'i32', width: 'i32', deep: 'i32', ...more },
    code: `
    fn main(index : i32) {
      let stripe = index / uniforms.width;
      let column = index - stripe * uniforms.width;
      let first = stripe * uniforms.deep;
      let last = min(first + uniforms.deep, uniforms.rows);
      if (first >= last) { return; }
      ${sums.map((sum) => `var ${sum} = 0.0;`).join(' ')}
      for (var row = first; row < last; row++) {
        let at = row * uniforms.width + column;
        ${before}
        ${values.map((value, at) => `${sums[at]} += ${value};`).join(' ')}
      }
      ${results.map((result, at) => `${result}[index] = ${sums[at]};`).join(' ')}
    }`,
  };
}

const joinShader = (count: number): Shader => ({
  name: `StripesJoin${count}`,
  reads: numbered('parts', count),
  writes: numbered('result', count),
  uniforms: { stripes: 'i32', width: 'i32' },
  code: `
    fn main(index : i32) {
      if (index >= uniforms.width) { return; }
      ${numbered('parts', count)
        .map(
          (parts, at) => `
      var sum${at} = 0.0;
      for (var stripe = 0; stripe < uniforms.stripes; stripe++) { sum${at} += ${parts}[stripe * uniforms.width + index]; }
      ${numbered('result', count)[at]}[index] = sum${at};`,
        )
        .join('\n')}
    }`,
});

/** `name`, `name1` …: the first bears the plain name, as TF.js calls what a program writes. */
const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}${index}`));
