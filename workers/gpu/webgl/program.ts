import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '@/workers/kernels/kernel';

/**
 * A formula in GLSL for the numbers of `[batch, rows, width]`, four at a time: two rows by two columns, as TF.js packs them into a texel, so that nothing
 * is packed or unpacked between its programs and ours. Tensors are vec4 under the names given here; `b`, `r` and `c` are the place of the first number.
 */
export interface Formula {
  readonly sizes: Sizes;
  /** Of `[batch, rows, width]`. */
  readonly numbers?: Readonly<Record<string, TensorInfo>>;
  /** A number for each row. */
  readonly rows?: Readonly<Record<string, TensorInfo>>;
  /** A number for each column. */
  readonly columns?: Readonly<Record<string, TensorInfo>>;
  /** One number. */
  readonly scalars?: Readonly<Record<string, TensorInfo>>;
  readonly uniforms?: Readonly<Record<string, number>>;
  /** Lines that go before. */
  readonly before?: string;
  readonly value: string;
}

export type Sizes = readonly [batch: number, rows: number, width: number];

/** Columns of a row, or rows, that one fragment adds up, at most, before parts are made of them. */
const LONGEST = 512;

/** The formula's value for each number, `[batch, rows, width]`. */
export function mapEach(backend: MathBackendWebGL, formula: Formula): TensorInfo {
  return run(backend, formula, formula.sizes, {}, 'setOutput(valueWithin(rc.x, rc.y, rc.z));');
}

/** The formula's values over each row, added or the largest; then `finish`, an expression in `value` and `count`, their number. `[batch, rows, 1]`. */
export function reduceRows(
  backend: MathBackendWebGL,
  formula: Formula,
  { how = 'sum', finish = 'value' }: { readonly how?: 'sum' | 'max'; readonly finish?: string } = {},
): TensorInfo {
  const [batch, rows, width] = formula.sizes;
  const deep = width <= LONGEST ? width : 2 * Math.ceil(Math.sqrt(width) / 2);
  const parts = Math.ceil(width / deep);
  const join = how === 'sum' ? (a: string, b: string) => `${a} + ${b}` : (a: string, b: string) => `max(${a}, ${b})`;
  const least = how === 'sum' ? '0.0' : '-3.4e38';
  const part = `
    vec2 part(int b, int r, int first) {
      vec2 value = vec2(${least});
      int last = min(first + deep, width);
      for (int c = first; c < last; c += 2) {
        vec4 four = valueAt(b, r, c);
        value = ${join('value', 'four.xz')};
        if (c + 1 < last) value = ${join('value', 'four.yw')};
      }
      return ${parts === 1 ? finish : 'value'};
    }`;
  const body = `
    vec2 left = part(rc.x, rc.y, rc.z * deep);
    vec2 right = ${parts === 1 ? 'vec2(0.0)' : 'part(rc.x, rc.y, (rc.z + 1) * deep)'};
    setOutput(within(vec4(left.x, right.x, left.y, right.y), rc.y, rc.z, rows, parts));`;
  const uniforms = { count: width, ...formula.uniforms };
  const made = run(backend, { ...formula, uniforms }, [batch, rows, parts], { deep, parts }, body, part);
  if (parts === 1) return made;
  const joined = reduceRows(
    backend,
    { sizes: [batch, rows, parts], numbers: { part: made }, uniforms, value: 'part' },
    { how, finish },
  );
  backend.disposeIntermediateTensorInfo(made);
  return joined;
}

/** The formula's values added up over all rows, times `scale`: `[width]`. Rows are cut into stripes whose sums are added in order. */
export function sumColumns(backend: MathBackendWebGL, formula: Formula, scale = 1): TensorInfo {
  const [batch, rows, width] = formula.sizes;
  const pairs = batch * Math.ceil(rows / 2);
  const deep = pairs <= LONGEST / 8 ? pairs : Math.ceil(Math.sqrt(pairs));
  const stripes = Math.ceil(pairs / deep);
  const body = `
    int each = (rows + 1) / 2;
    vec4 sum = vec4(0.0);
    int last = min((rc.x + 1) * deep, pairs);
    for (int pair = rc.x * deep; pair < last; pair++) {
      int b = pair / each;
      sum += valueWithin(b, 2 * (pair - b * each), rc.z);
    }
    setOutput(vec4(sum.xy + sum.zw, 0.0, 0.0) * factor);`;
  const uniforms = { ...formula.uniforms, factor: stripes === 1 ? scale : 1 };
  const made = run(backend, { ...formula, uniforms }, [stripes, 1, width], { deep, pairs }, body);
  if (stripes === 1) return { ...made, shape: [width] };
  const sum = sumColumns(backend, { sizes: [stripes, 1, width], numbers: { part: made }, value: 'part' }, scale);
  backend.disposeIntermediateTensorInfo(made);
  return sum;
}

/** `[batch, rows, width]` of a shape: its last two axes as they are, since these are what a texel is cut from. */
export const sizesOf = (shape: readonly number[]): Sizes => [
  sizeOf(shape.slice(0, -2)),
  shape.at(-2) ?? 1,
  shape.at(-1) ?? 1,
];

function run(
  backend: MathBackendWebGL,
  formula: Formula,
  shape: Sizes,
  integers: Readonly<Record<string, number>>,
  body: string,
  functions = '',
): TensorInfo {
  const { sizes, numbers = {}, rows = {}, columns = {}, scalars = {}, uniforms = {}, before = '', value } = formula;
  const [batch, count, width] = sizes;
  const kinds = [
    { tensors: numbers, view: [batch, count, width], load: (name: string) => `${name}(b, r, c)` },
    { tensors: rows, view: [batch, count, 1], load: (name: string) => `${name}(b, r, 0).xxzz` },
    { tensors: columns, view: [1, 1, width], load: (name: string) => `${name}(0, 0, c).xyxy` },
    { tensors: scalars, view: [1, 1, 1], load: (name: string) => `${name}(0, 0, 0).xxxx` },
  ];
  const given = kinds.flatMap(({ tensors, view, load }) =>
    Object.entries(tensors).map(([name, { dataId, dtype }]) => ({
      name,
      tensor: { dataId, dtype, shape: view },
      load,
    })),
  );
  const whole: Readonly<Record<string, number>> = { rows: count, width, ...integers };
  const program: GPGPUProgram = {
    variableNames: given.map(({ name }) => `${name}Texture`),
    outputShape: [...shape],
    packedInputs: true,
    packedOutput: true,
    enableShapeUniforms: true,
    customUniforms: [
      ...Object.keys(whole).map((name) => ({ name, type: 'int' as const })),
      ...Object.keys(uniforms).map((name) => ({ name, type: 'float' as const })),
    ],
    userCode: `
      vec4 within(vec4 four, int r, int c, int rows, int columns) {
        bool below = r + 1 < rows;
        bool beside = c + 1 < columns;
        return vec4(four.x, beside ? four.y : 0.0, below ? four.z : 0.0, below && beside ? four.w : 0.0);
      }
      vec4 sigmoid(vec4 x) { return 1.0 / (1.0 + exp(-x)); }
      vec4 valueAt(int b, int r, int c) {
        ${given.map(({ name, load }) => `vec4 ${name} = ${load(`get${capital(name)}Texture`)};`).join('\n')}
        ${before}
        return ${value};
      }
      vec4 valueWithin(int b, int r, int c) { return within(valueAt(b, r, c), r, c, rows, width); }
      ${functions}
      void main() {
        ivec3 rc = getOutputCoords();
        ${body}
      }`,
  };
  const values = [...Object.values(whole), ...Object.values(uniforms)].map((one) => [one]);
  return backend.runWebGLProgram(
    program,
    given.map(({ tensor }) => tensor),
    'float32',
    values,
  );
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** The WebGL backend that a kernel was called on. Throws a TypeError for any other. */
export function webgl(backend: unknown): MathBackendWebGL {
  if (isWebGL(backend)) return backend;
  throw new TypeError('Programs in GLSL need the WebGL backend.');
}

/** By what it carries, not by its class: a bundle may hold the class twice. */
const isWebGL = (backend: unknown): backend is MathBackendWebGL =>
  typeof backend === 'object' && backend !== null && 'runWebGLProgram' in backend;
