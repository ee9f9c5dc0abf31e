/** Bundlers give a .wasm file as its bytes (`scripts/worker-bundle.ts`, `vitest.config.ts`). */
declare module '*.wasm' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
