import { type Catalogue, type Checkpoint, type GraphDocument, plan, type View } from '@/graph';
import { unpack } from './artifacts/pack';
import type { ArtifactStore } from './artifacts/store';
import type { KeptTraining } from './runtime';

/** The trainings of a document that ended before their last step, and from which a run goes on: per node, how far they came. */
export async function keptTrainings(
  document: GraphDocument,
  catalogue: Catalogue,
  store: ArtifactStore,
): Promise<Readonly<Record<string, KeptTraining>>> {
  const found: Record<string, KeptTraining> = {};
  for (const step of plan(document, catalogue, { targets: null, isCached: () => false }).steps) {
    const total = step.params[catalogue.get(step.type)?.continues ?? ''];
    const name = `checkpoint-${step.lineage}`;
    if (typeof total !== 'number' || store.has(step.key) || !store.hasBlob(name)) continue;
    const kept = await readCheckpoint(store, name);
    // One that went further than is wanted now is not gone on from.
    if (kept && kept.step > 0 && kept.step < total)
      found[step.nodeId] = { step: kept.step, total, ...(kept.view ? { view: kept.view } : {}) };
  }
  return found;
}

/** A checkpoint by its name in the store; null when it is not there, or is none. */
export async function readCheckpoint(store: ArtifactStore, name: string): Promise<Checkpoint | null> {
  const bytes = await store.readBlob(name);
  const value = bytes && unpack(bytes);
  if (typeof value !== 'object' || value === null || !('step' in value) || !('state' in value)) return null;
  if (typeof value.step !== 'number') return null;
  return { step: value.step, state: value.state, ...('view' in value && isView(value.view) && { view: value.view }) };
}

/** Kept by this program, and sealed with its digest: what says that it is a view is one. */
const isView = (value: unknown): value is View => typeof value === 'object' && value !== null && 'view' in value;
