/**
 * A U-Net's training step on wasm (that of contenders/unet.ts: 32 × 32 × 3, 32, 64 and 128 channels, batch 16, Adam), and where its time goes. `--shapes`:
 * each kernel's shapes apart; `--alone`: one thread.
 */
import { unetStep } from '../contenders/unet-step';
import { median } from '../support/bar';
import { asked, finish, startWasm } from '../support/environment';
import { startProfile } from '../support/profile';

await startWasm(asked('--alone') ? { threads: 1 } : {});
const steps = 10;
const work = await unetStep({ batch: 16, size: 32, channels: [32, 64, 128], groups: 8 });
const { times } = await work.round(steps, 3);
console.log(`step: median ${median(times).toFixed(1)} ms, best ${Math.min(...times).toFixed(1)} ms`);
const profile = startProfile({ withShapes: asked('--shapes') });
profile.print(steps, median((await work.round(steps, 0)).times));
work.dispose();
finish();
