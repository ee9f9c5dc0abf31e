import type { ArtifactMeta, StoredValue } from './store';

/** The outputs of a step one after another; {@link split} takes them apart by the lengths in the meta. */
export function join(values: Readonly<Record<string, StoredValue>>): Uint8Array {
  const parts = Object.values(values);
  const whole = new Uint8Array(parts.reduce((sum, { bytes }) => sum + bytes.length, 0));
  let at = 0;
  for (const { bytes } of parts) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** What {@link join} was given. */
export function split(meta: ArtifactMeta, bytes: Uint8Array): Readonly<Record<string, StoredValue>> {
  let at = 0;
  return Object.fromEntries(
    Object.entries(meta.ports).map(([port, { kind, length }]) => {
      const value = { kind, bytes: bytes.slice(at, at + length) };
      at += length;
      return [port, value];
    }),
  );
}
