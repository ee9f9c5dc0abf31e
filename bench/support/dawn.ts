import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Puts Dawn, which is Chromium's WebGPU, where a browser has WebGPU: TF.js asks for it by these names.
 * @returns its adapter and what that calls itself; null where it finds none
 */
export async function startDawn(): Promise<{ readonly adapter: GPUAdapter; readonly name: string } | null> {
  const entry = createRequire(join(import.meta.dirname, '..', 'dawn', 'package.json')).resolve('webgpu');
  const { create, globals }: { create: (flags: string[]) => GPU; globals: object } = await import(
    pathToFileURL(entry).href
  );
  Object.assign(globalThis, globals);
  // Dawn leaves half precision out on NVIDIA's Vulkan unless asked; on Windows a browser goes through Direct3D, and has it.
  const gpu = create(['enable-dawn-features=vulkan_enable_f16_on_nvidia']);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  const adapter = await gpu.requestAdapter();
  return adapter && { adapter, name: nameOf(adapter) };
}

/** As the adapter describes itself; the types that TF.js brings are from before it could. */
function nameOf(of: GPUAdapter): string {
  const info: unknown = Reflect.get(of, 'info');
  return info instanceof Object ? String(Reflect.get(info, 'description')) : 'without a name';
}
