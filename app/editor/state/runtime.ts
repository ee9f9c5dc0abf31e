import { isFramed } from '@/app/share/framed';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import type { BackendPreference, Runtime } from '@/workers/client';

let created: Promise<Runtime> | null = null;

/** The runtime of this page, loaded when it is first needed. */
export function runtime(): Promise<Runtime> {
  created ??= import('@/workers/client').then(({ createRuntime }) => {
    // A full disk says so at every write: once on the screen is enough.
    const ready = createRuntime({
      preference: savedPreference(),
      server: !isFramed(),
      onNotice: (text) => toast.warning(text, { id: text }),
    });
    const budget = Number(remembered(BUDGET));
    if (budget > 0) ready.setBudget(budget).catch(tellProblem);
    return ready;
  });
  return created;
}

/** A page inside another may have no storage. */
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

const BUDGET = 'genloom.budget';

/** Remembers how many bytes of results this browser may keep. */
export function saveBudget(bytes: number): void {
  localStorage.setItem(BUDGET, String(bytes));
}

const PREFERENCE = 'genloom.backend';
const PREFERENCES: readonly BackendPreference[] = ['webgpu', 'webgpu-single', 'webgl', 'wasm', 'cpu'];

/** The backend the user chose by hand, or `auto`. */
export function savedPreference(): BackendPreference {
  const saved = remembered(PREFERENCE);
  return PREFERENCES.find((name) => name === saved) ?? 'auto';
}

export function savePreference(name: BackendPreference): void {
  localStorage.setItem(PREFERENCE, name);
}
