import type { Facts, View } from '@/graph';

export interface LookOptions {
  /** For a panel, not for the inside of a node. */
  readonly large?: boolean;
  /** Where to begin in a long value. */
  readonly offset?: number;
}

/**
 * How values of one kind are stored and exchanged, in a format that other tools read, and what can be seen of them. One file a kind in `kinds/`; the
 * viewer of the same name is in `app/viewers/`.
 */
export interface Codec<Value> {
  /** Ending of an exported file, without the dot. */
  readonly extension: string;
  readonly mediaType: string;
  encode(value: Value): Uint8Array;
  /** @throws Error when the bytes are not what `encode` makes */
  decode(bytes: Uint8Array): Value;
  look(value: Value, options: LookOptions): View;
  /** What the checker learns from a real value. */
  facts?(value: Value): Facts;
  /** Bytes of an exported file, where they differ from what is stored. */
  file?(value: Value): Uint8Array;
  /** The same, where what writes the file is loaded first. */
  readonly fileLater?: (value: Value) => Promise<Uint8Array>;
  /** The other formats that its kind can be saved as, by the names that the kind has for them. */
  readonly formats?: Readonly<Record<string, Format<Value>>>;
  /** Further ones, each of which loads a library first. */
  readonly laterFormats?: Readonly<Record<string, LaterFormat<Value>>>;
}

/** A format for another tool, which is written and never read back as a stored value. */
export interface Format<Value> {
  readonly extension: string;
  readonly mediaType: string;
  /** @throws GenloomError where this value has no such form */
  encode(value: Value): Uint8Array;
}

export interface LaterFormat<Value> extends Omit<Format<Value>, 'encode'> {
  /** @throws GenloomError where this value has no such form */
  encode(value: Value): Promise<Uint8Array>;
}

export const utf8 = new TextEncoder();
// A byte order mark at the beginning of a text is part of it.
const fromUtf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** JSON as UTF-8. */
export const toJson = (value: unknown): Uint8Array => utf8.encode(JSON.stringify(value));

/** Reads JSON that `toJson` wrote; the store has verified its digest, so its type is taken at its word. */
export function fromJson<Value>(bytes: Uint8Array): Value {
  const value: Value = JSON.parse(readText(bytes));
  return value;
}

export const readText = (bytes: Uint8Array): string => fromUtf8.decode(bytes);
