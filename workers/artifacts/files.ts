/**
 * The few things the store needs of a file system. A write is whole or not at all: a reader sees the old file or the new one, never a part. Browsers,
 * Node and memory each have one.
 */
export interface Files {
  list(): Promise<readonly { readonly name: string; readonly size: number; readonly modified: number }[]>;
  /** Null when there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
  /** @throws FullError when there is no room */
  write(name: string, bytes: Uint8Array): Promise<void>;
  remove(name: string): Promise<void>;
  /** False where everything is gone when the tab closes. */
  readonly persistent: boolean;
  /** Keys that other open tabs hold on to. */
  othersPins?(): Promise<ReadonlySet<string>>;
  /** Tells other tabs what this one holds on to. */
  publishPins?(keys: readonly string[]): Promise<void>;
}

/** The disk, or what the browser grants of it, is full. */
export class FullError extends Error {
  constructor(options?: ErrorOptions) {
    super('There is no room left on this device for results.', options);
    this.name = 'FullError';
  }
}
