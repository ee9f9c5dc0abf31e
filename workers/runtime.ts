import {
  type Facts,
  type FileRef,
  GenloomError,
  type GraphDocument,
  type RunEnd,
  type RunEvent,
  type UserFacingError,
  type ValueFacts,
  type View,
} from '@/graph';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What the user wishes to compute with: the fastest, one of them by name, or WebGPU without products in half precision. */
export type BackendPreference = BackendName | 'auto' | 'webgpu-single';

/** What the page shows of the machine: `WebAssembly · 2 threads`. */
export interface BackendStatus {
  readonly name: BackendName;
  readonly label: string;
  readonly threads: number;
  /** Billions of floating-point operations a second, measured on a small product at start; null when not measured. */
  readonly gflops: number | null;
  readonly available: boolean;
  readonly active: boolean;
  /** It can compute with 16 bits too, and does where that is quicker. */
  readonly half?: boolean;
  /** Why it is not available, or what was left out, in the user's words. */
  readonly why?: string;
}

export interface RunRequest {
  readonly document: GraphDocument;
  /** Nodes to run with all they need; null for every node that leads somewhere. */
  readonly targets: readonly string[] | null;
  /** Events in order, a few at a time. */
  readonly onEvents: (events: readonly RunEvent[]) => void;
}

export interface RunHandle {
  readonly runId: string;
  /** Answers within a second. */
  cancel(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  readonly done: Promise<RunEnd>;
}

/** What the store already holds for the nodes of a document. */
export interface CachedNode {
  readonly key: string;
  readonly views: Readonly<Record<string, View>>;
  readonly facts: ValueFacts;
  readonly seconds: number;
  readonly bytes: number;
  readonly warnings?: readonly string[];
}

/** Work that was cut off before its end, and goes on from there: a training, or what an agent did. */
export interface KeptWork {
  readonly step: number;
  /** The steps that are wanted, where it is known how many there will be. */
  readonly total?: number;
  /** What is to be seen of it: curves and the last sample, the steps of an agent. */
  readonly view?: View;
  /** It is a person's turn to say something. */
  readonly waits?: boolean;
}

/** A value in its standard file format. */
export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The most bytes of a file that a user may give: GPT-2, as it was published, has 523 MB. */
export const LARGEST_ASSET = 640 * 1024 * 1024;

/** Says that a file is too large; the page asks before it reads one into memory. */
export function refuseLargeAsset(name: string, size: number): void {
  if (size <= LARGEST_ASSET) return;
  throw new GenloomError({
    code: 'asset.too-large',
    title: `“${name}” is too large.`,
    detail: `It has ${Math.round(size / 1024 / 1024).toLocaleString('en')} MB; at most ${LARGEST_ASSET / 1024 / 1024} MB fit.`,
    fix: 'Give a smaller part of it.',
  });
}

/** A file that is fetched through this page's own server. */
export interface WantedDownload {
  /** Of the route that streams it: `/api/hub/…`. It answers to Range. */
  readonly url: string;
  readonly name: string;
  readonly size: number;
  /** Where it is known beforehand. */
  readonly sha256: string | null;
}

export type DownloadEnd =
  | { readonly outcome: 'kept'; readonly file: FileRef }
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'failed'; readonly error: UserFacingError };

export interface DownloadHandle {
  /** What has arrived stays, and the next download of it goes on from there. */
  stop(): Promise<void>;
  readonly done: Promise<DownloadEnd>;
}

export interface StorageUsage {
  readonly bytes: number;
  readonly budget: number;
  readonly artifacts: number;
  /** False in private windows that refuse the file system: results live in memory until the tab closes. */
  readonly persistent: boolean;
}

/** The runtime as the page, the command line and tests see it; behind it are the engine, the pool and the store. */
export interface Runtime {
  /** Starts workers and chooses a backend; the first call of anything else does it too. */
  start(): Promise<readonly BackendStatus[]>;
  setBackend(name: BackendPreference): Promise<readonly BackendStatus[]>;
  run(request: RunRequest): Promise<RunHandle>;
  /** Per node: the result that is there already, found by its key. */
  cached(document: GraphDocument): Promise<Readonly<Record<string, CachedNode>>>;
  /** Per node without a result: the work that a run would go on from. */
  kept(document: GraphDocument): Promise<Readonly<Record<string, KeptWork>>>;
  /** A larger, still bounded view of one output, from an offset on. */
  view(key: string, port: string, options?: { readonly offset?: number }): Promise<View | null>;
  /** What is known of one output, a network's description among it; null where it is no longer there. */
  factsOf(key: string, port: string): Promise<Facts | null>;
  /** A result as a file: in its kind's own format, or in one of the others that the kind can be saved as. */
  exportValue(key: string, port: string, format?: string): Promise<ExportedFile>;
  /** Keeps a file the user gave; documents name it by its hash. */
  addAsset(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<FileRef>;
  hasAsset(sha256: string): Promise<boolean>;
  /** Fetches a file into the store as if it had been given. Where an earlier try broke off it goes on, also after the page was closed. */
  download(wanted: WantedDownload, onProgress: (bytes: number) => void): Promise<DownloadHandle>;
  /** Results and assets of this document are not evicted while it is open; a new call replaces the former. */
  pin(document: GraphDocument): Promise<void>;
  usage(): Promise<StorageUsage>;
  setBudget(bytes: number): Promise<StorageUsage>;
  clear(): Promise<StorageUsage>;
  dispose(): Promise<void>;
}
