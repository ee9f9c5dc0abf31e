import { GenloomError } from '@/graph';

/**
 * The few things the store needs of a file system. A write is whole or not at all: a reader sees the old file or the new one, never a part. Browsers,
 * Node and memory each have one.
 */
export interface Files {
  list(): Promise<readonly { readonly name: string; readonly size: number; readonly modified: number }[]>;
  /** The whole file, or its first bytes; null when there is no such file. */
  read(name: string, first?: number): Promise<Uint8Array | null>;
  /** @throws FullError when there is no room */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** A file that arrives a part at a time, with what of it is there already. @throws where another tab has it open */
  grow(name: string): Promise<GrowingFile>;
  /** Gives a file another name, in place of what had that name. */
  rename(from: string, to: string): Promise<void>;
  /** False where everything is gone when the tab closes. */
  readonly persistent: boolean;
  /** Keys that other open tabs hold on to. */
  othersPins?(): Promise<ReadonlySet<string>>;
  /** Tells other tabs what this one holds on to. */
  publishPins?(keys: readonly string[]): Promise<void>;
}

/** A file that is not whole yet: what was appended stays when the tab ends. */
export interface GrowingFile {
  size(): number;
  /** @throws FullError when there is no room */
  append(bytes: Uint8Array): Promise<void>;
  read(begin: number, end: number): Promise<Uint8Array>;
  /** Begins anew. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** The disk, or what the browser grants of it, is full. */
export class FullError extends GenloomError {
  constructor(options?: ErrorOptions) {
    super(
      {
        code: 'storage.full',
        title: 'There is no room left on this device for results.',
        detail: 'New results stay in memory and can be used until this tab closes.',
        fix: 'Clear old results in the storage panel, or free some room on this device, then run again: what is missing is kept then.',
      },
      options,
    );
    this.name = 'FullError';
  }
}

/** What a file system threw, as a FullError where it means that there is no room. Browsers say `QuotaExceededError`, Node says `ENOSPC`. */
export function asFull(thrown: unknown): unknown {
  if (thrown instanceof FullError || !(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown ? thrown.code : undefined;
  const full = thrown.name === 'QuotaExceededError' || code === 'ENOSPC' || code === 'EDQUOT';
  return full ? new FullError({ cause: thrown }) : thrown;
}
