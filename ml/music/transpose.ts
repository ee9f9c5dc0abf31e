import { keyAt, keyNamed } from './key';
import type { Tune } from './melody';

/** The same tune with C as its tonic, major or minor as it was, moved by the smaller way. */
export function inC<T extends Tune>(tune: T): T {
  const { tonic, mode } = keyNamed(tune.key);
  const by = tonic > 6 ? 12 - tonic : -tonic;
  return {
    ...tune,
    key: keyAt(0, mode).name,
    notes: tune.notes.map(({ pitch, beats }) => ({ pitch: pitch === null ? null : pitch + by, beats })),
  };
}
