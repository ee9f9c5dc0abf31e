import { create } from 'zustand';
import { api } from '@/app/client/api';
import { describeError, type FileRef, GenloomError, type HubRef, sentenceOf } from '@/graph';
import type { DownloadHandle } from '@/workers/client';
import { runtime } from '../state/runtime';
import { inWords, nameOf, type WantedModel } from './wanted';

/** How the fetching of a model stands. */
export interface Fetching {
  readonly state: 'looking' | 'fetching' | 'stopped' | 'failed' | 'done';
  readonly done: number;
  readonly total: number;
  /** Until it is done, going by how fast it came; null while nobody can tell. */
  readonly secondsLeft: number | null;
  /** What went wrong, in a sentence. */
  readonly problem: string | null;
  /** What had arrived was not what was published, and is thrown away: nothing is left to go on from. */
  readonly damaged: boolean;
}

/** By what was asked for: fetching goes on while another node is selected. */
export const useFetchings = create<Readonly<Record<string, Fetching>>>(() => ({}));
const stops = new Map<string, AbortController>();

const isUnderWay = (fetching: Fetching | undefined): boolean =>
  fetching?.state === 'looking' || fetching?.state === 'fetching';

export const stopFetching = (wanted: WantedModel): void => stops.get(nameOf(wanted))?.abort();

/**
 * Fetches a model's files into this browser, one after another, small ones first. `tell` hears once its commit is known, and when all are here.
 * @param known what is in the graph already: files that are not on this device are fetched at that commit again, whatever the branch has become
 */
export async function fetchModel(
  wanted: WantedModel,
  known: HubRef | null,
  tell: (model: HubRef) => void,
): Promise<void> {
  const name = nameOf(wanted);
  const { repository, revision, form } = wanted;
  const same = known && inWords(known) === inWords(wanted) ? known : null;
  if (isUnderWay(useFetchings.getState()[name])) return;
  const stop = new AbortController();
  stops.set(name, stop);
  const show = (change: Partial<Fetching>) =>
    useFetchings.setState((all) => ({ [name]: { ...(all[name] ?? NOTHING), ...change } }));
  show({ ...NOTHING, state: 'looking' });
  try {
    const again = same && !(await isHere(same)) ? same.commit : revision;
    const found = await api.hub.find(repository, again, {
      signal: stop.signal,
      ...(form !== undefined && { form }),
    });
    const model: HubRef = { repository, revision, commit: found.commit, files: [] };
    const named = same?.commit === found.commit ? same.files : [];
    if (named.length === 0) tell(model);
    const total = found.files.reduce((sum, { size }) => sum + size, 0);
    const files: FileRef[] = [];
    let arrived = 0;
    const pace = createPace();
    for (const file of found.files) {
      const before = arrived;
      const onProgress = (bytes: number) => {
        // The last report of a file may come later than its end.
        if (arrived !== before || stops.get(name) !== stop) return;
        show({ state: 'fetching', done: before + bytes, total, secondsLeft: pace(before + bytes, total) });
      };
      onProgress(0);
      const url = api.hub.file(found, file.name);
      const sha256 = file.sha256 ?? named.find((one) => one.name === file.name)?.sha256 ?? null;
      const handle = await (await runtime()).download({ ...file, sha256, url }, onProgress);
      files.push(await endOf(handle, stop.signal));
      arrived += file.size;
    }
    tell({ ...model, files });
    show({ state: 'done', done: total, total, secondsLeft: null });
  } catch (error) {
    if (stop.signal.aborted) show({ state: 'stopped', secondsLeft: null });
    else {
      const told = describeError(error);
      const damaged = told.code === 'download.damaged';
      show({ state: 'failed', secondsLeft: null, problem: sentenceOf(told), damaged });
    }
  } finally {
    stops.delete(name);
  }
}

const NOTHING: Fetching = {
  state: 'looking',
  done: 0,
  total: 0,
  secondsLeft: null,
  problem: null,
  damaged: false,
};

/** Whether all files of a model are on this device. */
export async function isHere({ files }: HubRef): Promise<boolean> {
  const ready = await runtime();
  return files.length > 0 && (await Promise.all(files.map(({ sha256 }) => ready.hasAsset(sha256)))).every(Boolean);
}

async function endOf(handle: DownloadHandle, signal: AbortSignal): Promise<FileRef> {
  const stop = () => void handle.stop();
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) stop();
    const end = await handle.done;
    if (end.outcome === 'kept') return end.file;
    signal.throwIfAborted();
    throw end.outcome === 'failed' ? new GenloomError(end.error) : new Error('the download was stopped');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Seconds until the end, going by all that came since it began; what was here before does not count. */
function createPace() {
  let first: { readonly at: number; readonly done: number } | null = null;
  return (done: number, total: number): number | null => {
    const at = performance.now();
    first ??= { at, done };
    const [seconds, came] = [(at - first.at) / 1000, done - first.done];
    return seconds < 1 || came <= 0 ? null : ((total - done) * seconds) / came;
  };
}
