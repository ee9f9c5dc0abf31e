/**
 * Matrix products in half precision on WebGPU beside those in single: how exact they are, how quick, and the losses of a small GPT, in Node through Dawn.
 * An adapter with `shader-f16` is needed; without one there is a sentence and nothing else. On a machine without a graphics card Mesa's lavapipe from 25 on
 * is one: `VK_ICD_FILENAMES=FOLDER/lvp_icd.json npm run bench -- half-precision [steps]`
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNode } from './support/in-node';

const entry = createRequire(join(import.meta.dirname, 'dawn', 'package.json')).resolve('webgpu');
const { create, globals }: { create: (flags: string[]) => GPU; globals: object } = await import(
  pathToFileURL(entry).href
);
// What a browser has, and TF.js asks for by these names.
Object.assign(globalThis, globals);
const gpu = create([]);
Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });

const adapter = await gpu.requestAdapter();
if (adapter?.features.has('shader-f16')) {
  console.log(nameOf(adapter));
  await runInNode('half-precision');
} else {
  const why = adapter ? `its adapter, ${nameOf(adapter)}, has no half precision` : 'it finds no adapter';
  console.log(`Nothing is measured: Dawn runs, but ${why}.`);
}
// Dawn's threads would keep the process.
process.exit(0);

/** As the adapter describes itself; the types that TF.js brings are from before it could. */
function nameOf(of: GPUAdapter): string {
  const info: unknown = Reflect.get(of, 'info');
  return info instanceof Object ? String(Reflect.get(info, 'description')) : 'without a name';
}
