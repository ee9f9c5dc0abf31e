/** What the measurements use of onnxruntime-web and onnx-proto, written by hand as for jax-js. */
declare module 'onnxruntime-web/wasm' {
  export class Tensor {
    constructor(type: 'float32', data: Float32Array, dims: readonly number[]);
    constructor(type: 'int64', data: BigInt64Array, dims: readonly number[]);
    readonly data: Float32Array;
    readonly dims: readonly number[];
  }
  export interface InferenceSession {
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
    release(): Promise<void>;
  }
  export const InferenceSession: {
    create(
      model: Uint8Array,
      options: { executionProviders: readonly string[]; graphOptimizationLevel: 'all' },
    ): Promise<InferenceSession>;
  };
  export const env: { readonly wasm: { numThreads?: number; wasmPaths?: string } };
}

declare module 'onnx-proto' {
  /** Messages are plain objects, named as in onnx.proto. */
  export const onnx: { readonly ModelProto: { encode(model: object): { finish(): Uint8Array } } };
}
