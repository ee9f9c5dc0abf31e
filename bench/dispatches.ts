/**
 * What a GPT training step asks of a graphics card: programs started a step, by kernel, with our fused ones and composed of TF.js's ops. Counts and no
 * times, so a software adapter serves. `npm run bench -- dispatches [webgpu|webgl] [--swiglu]`
 */
import { runInChromium } from './support/in-chromium';

const given = process.argv.slice(2);
const named = ['webgpu', 'webgl'].filter((name) => given.includes(name));

for (const backend of named.length > 0 ? named : ['webgpu', 'webgl']) {
  for (const composed of [['--composed'], []]) {
    await runInChromium('dispatches', [backend, ...composed, ...given.filter((word) => word.startsWith('--'))]);
  }
}
