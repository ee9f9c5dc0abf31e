import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './json';

/** SHA-256 (FIPS 180-4) of a string's UTF-8 bytes or of bytes, in 64 hex digits. The one hash of Genloom; synchronous, so that planning stays pure. */
export function hash(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** Hashes of texts seen before: plans of a graph that hardly changed ask for the same ones again and again. */
const remembered = new Map<string, string>();
const REMEMBERED = { entries: 20_000, characters: 4_000 } as const;

/** The hash of a JSON value, the same for every order of its keys. */
export function hashJson(value: unknown): string {
  const text = canonicalJson(value);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const digest = hash(text);
  if (text.length <= REMEMBERED.characters) {
    if (remembered.size >= REMEMBERED.entries) remembered.clear();
    remembered.set(text, digest);
  }
  return digest;
}
