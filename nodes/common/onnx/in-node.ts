import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = createRequire(import.meta.url);

/** ONNX Runtime for the web, in its build that runs under Node. */
export const runtime = (): unknown => packages('onnxruntime-web');

/** The folder of its .wasm files, as an address that ends in a slash. */
export const place = (): string =>
  `${pathToFileURL(dirname(packages.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'))).href}/`;
