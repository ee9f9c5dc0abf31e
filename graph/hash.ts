import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './json';

/** SHA-256 (FIPS 180-4) of a string's UTF-8 bytes or of bytes, in 64 hex digits. The one hash of Genloom; synchronous, so that planning stays pure. */
export function hash(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** The hash of a JSON value, the same for every order of its keys. */
export function hashJson(value: unknown): string {
  return hash(canonicalJson(value));
}
