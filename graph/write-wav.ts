/**
 * One channel as a WAV file: 16-bit PCM, as everything plays it, or 32-bit floating point, which loses nothing; with a chunk of its own besides, which players skip.
 */
export function writeWav(
  samples: Float32Array,
  sampleRate: number,
  {
    float = false,
    chunk,
  }: { readonly float?: boolean; readonly chunk?: { readonly name: string; readonly bytes: Uint8Array } } = {},
): Uint8Array {
  const size = float ? 4 : 2;
  const extra = chunk ? 8 + chunk.bytes.length + (chunk.bytes.length & 1) : 0;
  const file = new Uint8Array(44 + extra + samples.length * size);
  const view = new DataView(file.buffer);
  const name = (at: number, text: string) =>
    file.set(
      Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
      at,
    );
  name(0, 'RIFF');
  view.setUint32(4, file.length - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, float ? 3 : 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * size, true);
  view.setUint16(32, size, true);
  view.setUint16(34, 8 * size, true);
  if (chunk) {
    name(36, chunk.name);
    view.setUint32(40, chunk.bytes.length, true);
    file.set(chunk.bytes, 44);
  }
  name(36 + extra, 'data');
  view.setUint32(40 + extra, samples.length * size, true);
  for (let n = 0; n < samples.length; n++) {
    const at = 44 + extra + n * size;
    const value = samples[n] ?? 0;
    if (float) view.setFloat32(at, value, true);
    else view.setInt16(at, Math.round(32_767 * Math.min(1, Math.max(-1, value))), true);
  }
  return file;
}
