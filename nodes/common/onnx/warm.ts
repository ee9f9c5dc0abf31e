import { hash, type RunContext } from '@/graph';
import { loadOnnx, type OnnxModel, type WantedOnnx } from './load';
import { onnxError } from './refuse';

/** A model that somebody may use until they give it back. */
export interface Borrowed {
  readonly model: OnnxModel;
  giveBack(): void;
}

interface Warm {
  /** By what it is asked for: the form that was wanted, and the one that it has. */
  readonly keys: Set<string>;
  readonly model: Promise<OnnxModel>;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** Milliseconds that a model stays in memory without being used: long enough for the next step, and for the next question of a chat. */
const PATIENCE = 60_000;

/** The models of this worker: those in use, and the last one that was. */
const warm = new Set<Warm>();

/**
 * A model that is ready, loaded if it is not there yet. One that nobody uses is kept for a minute, and only one: models are large.
 * @throws GenloomError where it cannot be loaded
 */
export async function borrowOnnx(
  wanted: WantedOnnx,
  context: Pick<RunContext, 'asset' | 'breathe'>,
): Promise<Borrowed> {
  const key = keyOf(wanted);
  let found = [...warm].find(({ keys }) => keys.has(key));
  if (!found) {
    for (const idle of warm) if (idle.users === 0) dismiss(idle);
    const begun: Warm = { keys: new Set([key]), model: loadOnnx(wanted, context), users: 0, timer: null };
    begun.model.then(
      ({ form }) => begun.keys.add(keyOf({ ...wanted, form })),
      () => warm.delete(begun),
    );
    warm.add(begun);
    found = begun;
  }
  const used = found;
  used.users += 1;
  if (used.timer !== null) clearTimeout(used.timer);
  used.timer = null;
  let given = false;
  const giveBack = () => {
    if (given) return;
    given = true;
    used.users -= 1;
    if (used.users === 0) rest(used);
  };
  try {
    return { model: await used.model, giveBack };
  } catch (thrown) {
    giveBack();
    throw onnxError(thrown);
  }
}

const keyOf = ({ files, form, device }: WantedOnnx): string =>
  hash(JSON.stringify([files.map(({ sha256 }) => sha256), form, device]));

function rest(idle: Warm): void {
  for (const other of warm) if (other !== idle && other.users === 0) dismiss(other);
  idle.timer = setTimeout(() => dismiss(idle), PATIENCE);
  // Under Node nothing waits for it.
  if (typeof idle.timer === 'object') idle.timer.unref();
}

function dismiss(idle: Warm): void {
  if (idle.timer !== null) clearTimeout(idle.timer);
  warm.delete(idle);
  idle.model.then(
    (model) => model.dispose(),
    () => undefined,
  );
}
