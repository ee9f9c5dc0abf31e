import {
  type Catalogue,
  type Checkpoint,
  type GraphDocument,
  isBranch,
  plan,
  type Step,
  type View,
  waitsIn,
} from '@/graph';
import { pack, unpack } from './artifacts/pack';
import type { ArtifactStore } from './artifacts/store';
import type { KeptWork } from './runtime';

/** What steps of a document did before they were cut off, and go on from in the next run: per node, how far they came, and whether it waits for a person. */
export async function keptWork(
  document: GraphDocument,
  catalogue: Catalogue,
  store: ArtifactStore,
): Promise<Readonly<Record<string, KeptWork>>> {
  const found: Record<string, KeptWork> = {};
  for (const step of plan(document, catalogue, { targets: null, isCached: () => false }).steps) {
    const { continues = '', resumes } = catalogue.get(step.type) ?? {};
    const total = step.params[continues];
    const name = `checkpoint-${step.lineage}`;
    if ((typeof total !== 'number' && !resumes) || store.has(step.key) || !store.hasBlob(name)) continue;
    const kept = glances.get(store)?.get(name) ?? (await readCheckpoint(store, name));
    if (!kept || kept.step === 0 || (resumes && kept.view && !isBranch(kept.view, step.params))) continue;
    // A training that went further than is wanted now is not gone on from.
    if (typeof total !== 'number') found[step.nodeId] = keptSteps(kept, step);
    else if (kept.step < total) found[step.nodeId] = { step: kept.step, total, ...(kept.view && { view: kept.view }) };
  }
  return found;
}

/** What is kept of work of which nobody knows how long it will be. */
function keptSteps({ step, view }: Glance, { params }: Pick<Step, 'params'>): KeptWork {
  const waits = view !== undefined && waitsIn(view, params);
  return { step, ...(view && { view }), ...(waits && { waits }) };
}

/** A checkpoint by its name in the store; null when it is not there, or is none. */
export async function readCheckpoint(store: ArtifactStore, name: string): Promise<Checkpoint | null> {
  const bytes = await store.readBlob(name);
  const value = bytes && unpack(bytes);
  if (typeof value !== 'object' || value === null || !('step' in value) || !('state' in value)) return null;
  if (typeof value.step !== 'number') return null;
  const view = 'view' in value && isView(value.view) ? { view: value.view } : {};
  glanceAt(store, name, { step: value.step, ...view });
  return { step: value.step, state: value.state, ...view };
}

/** Writes a checkpoint over the one before it. Throws what the store throws: the disk may be full. */
export async function writeCheckpoint(store: ArtifactStore, name: string, checkpoint: Checkpoint): Promise<void> {
  await store.writeBlob(name, pack(checkpoint));
  const { step, view } = checkpoint;
  glanceAt(store, name, view ? { step, view } : { step });
}

/** What is asked of a checkpoint after every edit. The rest of it are weights and moments, too much to read each time. */
type Glance = Omit<Checkpoint, 'state'>;
const glances = new WeakMap<ArtifactStore, Map<string, Glance>>();

function glanceAt(store: ArtifactStore, name: string, glance: Glance): void {
  const known = glances.get(store) ?? new Map<string, Glance>();
  glances.set(store, known.set(name, glance));
}

/** Kept by this program, and sealed with its digest: what says that it is a view is one. */
const isView = (value: unknown): value is View => typeof value === 'object' && value !== null && 'view' in value;
