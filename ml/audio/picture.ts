import { decibels, melSpectrogram } from './log-mel';

/** Bands and columns of a picture, and the decibels that it shows. */
const [BANDS, COLUMNS, RANGE] = [40, 120, 70];

/** What a viewer shows of a sound's spectrum: mel bands from the highest to the lowest, a byte each, as many columns as there is room for. */
export function spectrumPicture(
  clip: Float32Array,
  sampleRate: number,
): { readonly width: number; readonly height: number; readonly levels: Uint8Array } {
  const fftSize = 2 ** Math.round(Math.log2(sampleRate * 0.032));
  const hop = Math.max(Math.round(fftSize / 4), Math.ceil(clip.length / COLUMNS));
  const { frames, bands, data } = melSpectrogram(clip, { sampleRate, fftSize, hop, mels: BANDS });
  const levels = decibels(data, RANGE);
  const loudest = levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  const drawn = new Uint8Array(frames * bands);
  for (let frame = 0; frame < frames; frame++)
    for (let band = 0; band < bands; band++)
      drawn[(bands - 1 - band) * frames + frame] =
        loudest > -80 ? 255 * (1 + ((levels[frame * bands + band] ?? 0) - loudest) / RANGE) : 0;
  return { width: frames, height: bands, levels: drawn };
}
