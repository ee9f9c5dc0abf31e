/**
 * Matrix products in half precision on WebGPU beside those in single: how exact they are, how quick, and the losses of a small GPT, in Node through Dawn.
 * An adapter with `shader-f16` is needed; without one there is a sentence and nothing else. On a machine without a graphics card Mesa's lavapipe from 25 on
 * is one: `VK_ICD_FILENAMES=FOLDER/lvp_icd.json npm run bench -- half-precision [steps]`
 */
import { startDawn } from './support/dawn';
import { runInNode } from './support/in-node';

const started = await startDawn();
if (started?.adapter.features.has('shader-f16')) {
  console.log(started.name);
  await runInNode('half-precision');
} else {
  const why = started ? `its adapter, ${started.name}, has no half precision` : 'it finds no adapter';
  console.log(`Nothing is measured: Dawn runs, but ${why}.`);
}
// Dawn's threads would keep the process.
process.exit(0);
