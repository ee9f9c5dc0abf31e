import type { BuildOptions } from 'esbuild';

/**
 * transformers.js in its build for browsers, under Node too: the one for Node wants a runtime and a picture library that are hundreds of megabytes, and are not
 * installed (docs/decisions.md).
 */
const alias = { '@huggingface/transformers': './node_modules/@huggingface/transformers/dist/transformers.web.js' };

/** How workers are bundled for a browser. What only Node has is asked for only there. */
export const browserBundle = {
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'browser',
  target: 'es2022',
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  external: ['node:*'],
  alias,
  // ONNX Runtime’s own part in JavaScript stays beside its .wasm: its threads load it by its address.
  conditions: ['module', 'onnxruntime-web-use-extern-wasm'],
  legalComments: 'none',
  // SQLite is asked for by its bytes, so that it is found wherever the workers are.
  loader: { '.wasm': 'binary' },
  define: { 'process.env.NODE_ENV': '"production"' },
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * How workers are bundled for Node's worker threads. TF.js is bundled too, from its modules: its own Node build lacks
 * the gradients. What is CommonJS inside still asks for `require` and its folder.
 */
export const nodeBundle = {
  bundle: true,
  format: 'esm',
  splitting: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  alias,
  minifySyntax: true,
  legalComments: 'none',
  loader: { '.wasm': 'binary' },
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      "import { dirname as __directoryOf } from 'node:path';",
      "import { fileURLToPath as __pathOf } from 'node:url';",
      'const require = __createRequire(import.meta.url);',
      'const __filename = __pathOf(import.meta.url);',
      'const __dirname = __directoryOf(__filename);',
    ].join('\n'),
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;
