import { sha256 as hashOf } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  type Checkpoint,
  describeError,
  type FileRef,
  GenloomError,
  type RunContext,
  type UserFacingError,
  type View,
} from '@/graph';
import { createRandom } from '@/ml/random';

export interface TestContext extends RunContext {
  readonly previews: { readonly view: View; readonly port: string | undefined }[];
  readonly logs: string[];
  readonly metrics: { readonly step: number; readonly values: Readonly<Record<string, number>> }[];
  readonly saved: Checkpoint[];
  breaths: number;
}

export interface TestOptions {
  readonly seed?: number;
  readonly kept?: Checkpoint | null;
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** Cancels at this breath. */
  readonly cancelAt?: number;
  readonly signal?: AbortSignal;
  readonly server?: RunContext['server'];
}

/** A context as the engine gives one, that remembers what a run told it. */
export function testContext({
  seed = 1337,
  kept = null,
  files = new Map(),
  cancelAt,
  signal,
  server,
}: TestOptions = {}): TestContext {
  const context: TestContext = {
    nodeId: 'test',
    runId: 'run-test',
    key: 'test',
    seed,
    random: createRandom(seed),
    signal: signal ?? new AbortController().signal,
    backend: { name: 'cpu', threads: 1 },
    previews: [],
    logs: [],
    metrics: [],
    saved: [],
    breaths: 0,
    progress: ({ done, total }) => {
      if (!(done >= 0 && done <= total)) throw new RangeError(`progress of ${done} of ${total}`);
    },
    preview: (view, port) => {
      context.previews.push({ view, port });
    },
    metric: (step, values) => {
      context.metrics.push({ step, values });
    },
    log: (_level, text) => {
      context.logs.push(text);
    },
    breathe: async () => {
      context.breaths += 1;
      if (context.breaths === cancelAt) throw new GenloomError({ code: 'cancelled', title: 'Cancelled.' });
    },
    openBody: () => {
      throw new Error('graphs run inside nodes in the tests of the engine');
    },
    checkpoint: {
      load: async () => context.saved.at(-1) ?? kept,
      save: async (checkpoint) => {
        context.saved.push(structuredClone(checkpoint));
      },
    },
    asset: async (sha256) => {
      const bytes = files.get(sha256);
      if (!bytes) throw new GenloomError({ code: 'asset.missing', title: 'This file is not on this device.' });
      return bytes;
    },
    server: server ?? (() => Promise.reject(new GenloomError({ code: 'server.none', title: 'There is no server.' }))),
  };
  return context;
}

/** A file as a user gives it, and a context that has it. */
export function fileOf(name: string, content: string | Uint8Array): { file: FileRef; files: Map<string, Uint8Array> } {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const sha256 = bytesToHex(hashOf(bytes));
  return { file: { name, size: bytes.length, sha256 }, files: new Map([[sha256, bytes]]) };
}

/** The error that a promise is rejected with, as the user meets it: with a code, and never one that nobody thought of. */
export async function refusalOf(promise: Promise<unknown> | (() => unknown)): Promise<UserFacingError> {
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (thrown) {
    const described = describeError(thrown);
    if (described.code === 'unexpected') throw thrown;
    return described;
  }
  throw new Error('nothing was refused');
}
