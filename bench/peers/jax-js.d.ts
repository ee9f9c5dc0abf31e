/** What the measurements use of jax-js, written by hand: its packages are not installed where only the product is. */
declare module '@jax-js/jax' {
  /** Every function takes its arguments over; `ref` counts one more use. */
  export interface JaxArray {
    readonly ref: this;
    readonly shape: number[];
    add(other: JaxArray | number): JaxArray;
    sub(other: JaxArray | number): JaxArray;
    mul(other: JaxArray | number): JaxArray;
    div(other: JaxArray | number): JaxArray;
    neg(): JaxArray;
    sum(axis?: number | number[]): JaxArray;
    mean(axis?: number | number[]): JaxArray;
    reshape(shape: number[]): JaxArray;
    transpose(axes?: number[]): JaxArray;
    data(): Promise<Float32Array>;
    blockUntilReady(): Promise<JaxArray>;
    dispose(): void;
  }
  export type JaxTree = JaxArray | readonly JaxTree[] | { readonly [name: string]: JaxTree };
  export function init(...devices: string[]): Promise<string[]>;
  export function defaultDevice(device?: string): string;
  export function jit<Inputs extends JaxTree[], Output extends JaxTree>(
    f: (...inputs: Inputs) => Output,
  ): ((...inputs: Inputs) => Output) & { dispose(): void };
  /** By the first argument. */
  export function valueAndGrad<First extends JaxTree, Rest extends JaxTree[]>(
    f: (first: First, ...rest: Rest) => JaxArray,
  ): (first: First, ...rest: Rest) => [JaxArray, First];
  export namespace numpy {
    const int32: string;
    function array(
      values: Float32Array | Int32Array | number,
      options?: { dtype?: string; shape?: number[] },
    ): JaxArray;
    function matmul(a: JaxArray, b: JaxArray): JaxArray;
    function matrixTranspose(a: JaxArray): JaxArray;
    function sqrt(a: JaxArray): JaxArray;
    function square(a: JaxArray): JaxArray;
    function zeros(shape: number[]): JaxArray;
    function repeat(a: JaxArray, repeats: number, axis: number): JaxArray;
    function concatenate(arrays: JaxArray[], axis: number): JaxArray;
    function take(a: JaxArray, indices: JaxArray, axis: number): JaxArray;
  }
  export namespace lax {
    /** `x [N, C, H, W]`, `filter [O, C, h, w]`. */
    function conv(x: JaxArray, filter: JaxArray, strides: number[], padding: 'SAME' | 'VALID'): JaxArray;
  }
  export namespace nn {
    function silu(x: JaxArray): JaxArray;
    function gelu(x: JaxArray): JaxArray;
    function standardize(x: JaxArray, axis: number): JaxArray;
    function oneHot(ids: JaxArray, classes: number): JaxArray;
    function logSoftmax(x: JaxArray, axis: number): JaxArray;
    function dotProductAttention(
      queries: JaxArray,
      keys: JaxArray,
      values: JaxArray,
      options: { isCausal: boolean },
    ): JaxArray;
  }
}
