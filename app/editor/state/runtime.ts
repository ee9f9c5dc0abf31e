import { toast } from 'sonner';
import type { Runtime } from '@/workers/client';

let created: Promise<Runtime> | null = null;

/** The runtime of this page, loaded when it is first needed. */
export function runtime(): Promise<Runtime> {
  created ??= import('@/workers/client').then(({ createRuntime }) =>
    // A full disk says so at every write: once on the screen is enough.
    createRuntime({ preference: savedPreference(), onNotice: (text) => toast.warning(text, { id: text }) }),
  );
  return created;
}

const PREFERENCE = 'genloom.backend';

/** The backend the user chose by hand, or `auto`. */
export function savedPreference(): 'auto' | 'webgpu' | 'webgl' | 'wasm' | 'cpu' {
  const saved = localStorage.getItem(PREFERENCE);
  return saved === 'webgpu' || saved === 'webgl' || saved === 'wasm' || saved === 'cpu' ? saved : 'auto';
}

export function savePreference(name: string): void {
  localStorage.setItem(PREFERENCE, name);
}
