import { describeError, type FileRef, GenloomError, hash } from '@/graph';
import type { Arrival } from './artifacts/arrivals';
import { FullError } from './artifacts/files';
import type { ArtifactStore } from './artifacts/store';
import { type DownloadEnd, refuseLargeAsset, type WantedDownload } from './runtime';

export interface DownloadOptions {
  readonly store: ArtifactStore;
  readonly onProgress: (bytes: number) => void;
  readonly signal: AbortSignal;
  /** Milliseconds before each further try, where nothing came of the one before. */
  readonly pauses?: readonly number[];
  /** Milliseconds within which the next bytes come. */
  readonly patience?: number;
}

const PAUSES = [500, 2_000] as const;
const PATIENCE = 45_000;
/** Milliseconds between two reports. */
const REPORT = 100;

/**
 * Fetches a file, a part at a time, into the store. What has arrived stays, whatever ends the download: a later one asks the server only for the rest. It is kept
 * once its size, and its hash where that is known, are what they should be. Never rejects.
 */
export async function download(wanted: WantedDownload, options: DownloadOptions): Promise<DownloadEnd> {
  try {
    return { outcome: 'kept', file: await fetched(wanted, options) };
  } catch (thrown) {
    if (options.signal.aborted) return { outcome: 'stopped' };
    return { outcome: 'failed', error: describeError(thrown instanceof FullError ? noRoom(wanted, thrown) : thrown) };
  }
}

async function fetched(wanted: WantedDownload, options: DownloadOptions): Promise<FileRef> {
  const { name, size, sha256 } = wanted;
  const { store, onProgress } = options;
  refuseLargeAsset(name, size);
  if (sha256 && store.hasBlob(`asset-${sha256}`)) {
    onProgress(size);
    return { name, size, sha256 };
  }
  const arrival = await store.arrival(hash(wanted.url).slice(0, 32), size).catch((thrown: unknown) => {
    throw thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError' ? elsewhere(name) : thrown;
  });
  let open = true;
  try {
    if (arrival.size() > size) await arrival.empty();
    onProgress(arrival.size());
    if (arrival.size() < size) await receive(wanted, arrival, options);
    const digest = arrival.digest();
    if (arrival.size() !== size || (sha256 && digest !== sha256)) {
      await arrival.empty();
      throw damaged(name);
    }
    open = false;
    await arrival.keep(digest);
    return { name, size, sha256: digest };
  } finally {
    if (open) await arrival.leave();
  }
}

/** Tries until all is there; a break in which something came costs no try. */
async function receive(wanted: WantedDownload, arrival: Arrival, options: DownloadOptions): Promise<void> {
  const { signal, pauses = PAUSES } = options;
  for (let tries = 0; ; ) {
    const before = arrival.size();
    let last: unknown;
    try {
      await receiveOnce(wanted, arrival, options);
      if (arrival.size() >= wanted.size) return;
    } catch (thrown) {
      if (signal.aborted || (thrown instanceof GenloomError && !(thrown instanceof Passing))) throw thrown;
      last = thrown;
    }
    if (arrival.size() > before) tries = 0;
    const pause = pauses[tries++];
    if (pause === undefined) throw last instanceof Passing ? last : interrupted(wanted, arrival.size());
    await new Promise((resolve) => setTimeout(resolve, pause));
    signal.throwIfAborted();
  }
}

async function receiveOnce(
  { url, name, size }: WantedDownload,
  arrival: Arrival,
  { onProgress, signal, patience = PATIENCE }: DownloadOptions,
): Promise<void> {
  const from = arrival.size();
  const silent = new AbortController();
  const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
  const response = await fetch(url, {
    headers,
    signal: AbortSignal.any([signal, silent.signal]),
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
  });
  if (!response.ok) throw await refusal(response);
  if (response.status === 206 && !response.headers.get('content-range')?.startsWith(`bytes ${from}-`))
    throw new Error('another part came than was asked for');
  // The whole file, though a part was asked for.
  if (response.status === 200 && from > 0) await arrival.empty();
  const reader = response.body?.getReader();
  if (!reader) return;
  let reported = 0;
  try {
    for (;;) {
      const timer = setTimeout(() => silent.abort(), patience);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      if (arrival.size() + value.length > size) {
        await arrival.empty();
        throw damaged(name);
      }
      await arrival.append(value);
      if (performance.now() - reported < REPORT && arrival.size() < size) continue;
      reported = performance.now();
      onProgress(arrival.size());
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The server said no, and may not the next time. */
class Passing extends GenloomError {}

async function refusal(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const told = typeof body === 'object' && body !== null ? body : {};
  const text = (key: string) => (key in told ? String(Reflect.get(told, key)) : undefined);
  const detail = text('detail') ?? `The server answered with status ${response.status}.`;
  const code = text('type')?.replace('urn:genloom:', '') ?? 'download.refused';
  const said = { code, title: text('title') ?? 'The file could not be fetched', detail };
  return response.status >= 500 ? new Passing(said) : new GenloomError(said);
}

const megabytes = (bytes: number): string => Math.floor(bytes / 1e6).toLocaleString('en');

const interrupted = ({ name, size }: WantedDownload, arrived: number) =>
  new GenloomError({
    code: 'download.interrupted',
    title: `The download of “${name}” broke off.`,
    detail: `${megabytes(arrived)} of ${megabytes(size)} MB are here and stay here.`,
    fix: 'Look whether this device is online, then fetch again: it goes on from there.',
  });

const damaged = (name: string) =>
  new GenloomError({
    code: 'download.damaged',
    title: `“${name}” did not arrive as it was published.`,
    detail: 'Its size or its hash is another one, so it was thrown away.',
    fix: 'Fetch it again.',
  });

const elsewhere = (name: string) =>
  new GenloomError({
    code: 'download.elsewhere',
    title: `“${name}” is being fetched already.`,
    fix: 'Wait until it is there, or stop it in the other tab.',
  });

const noRoom = ({ name, size }: WantedDownload, cause: FullError) =>
  new GenloomError(
    {
      code: 'download.no-room',
      title: `There is no room left on this device for “${name}”.`,
      detail: `It has ${megabytes(size)} MB. What has arrived stays for now.`,
      fix: 'Clear old results in the storage panel, or free some room on this device, then fetch again: it goes on from there.',
    },
    { cause },
  );
