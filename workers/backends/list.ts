import type { BackendName, BackendStatus } from '@/workers/runtime';
import { graphicsLabel, type StartedBackend } from './backend';
import { BACKENDS } from './start';
import { threadsLabel } from './wasm';
import { webglRenderer } from './webgl';
import { webgpuAdapter } from './webgpu';

/** What each backend is on this machine, found without starting any; `active` is the one that runs. */
export async function listBackends(active: StartedBackend | null): Promise<readonly BackendStatus[]> {
  return Promise.all(
    BACKENDS.map(async (name) => {
      const found = await look(name);
      // How many threads run is known only once they do.
      const half = found.half ? { half: true } : {};
      if (active?.name === name) return { ...active, ...half, available: true, active: true };
      return { name, threads: 1, gflops: null, active: false, ...found };
    }),
  );
}

async function look(name: BackendName): Promise<Pick<BackendStatus, 'available' | 'label' | 'why' | 'half'>> {
  switch (name) {
    case 'webgpu':
      return graphics('WebGPU', await webgpuAdapter(), 'This browser offers no WebGPU here.');
    case 'webgl':
      return graphics('WebGL', webglRenderer(), 'This browser offers no WebGL 2 with 32-bit textures here.');
    case 'wasm':
      return { available: typeof WebAssembly === 'object', label: threadsLabel(1) };
    case 'cpu':
      return { available: true, label: 'JavaScript', why: 'Runs everywhere, many times slower than the others.' };
  }
}

function graphics(
  label: string,
  found: { readonly software: boolean; readonly half?: boolean } | null,
  missing: string,
) {
  if (!found) return { available: false, label, why: missing };
  const why = found.software ? { why: 'Played by the processor here: right, but slow.' } : {};
  return { available: true, label: graphicsLabel(label, found), ...why, ...(found.half ? { half: true } : {}) };
}
