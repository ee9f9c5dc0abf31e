import type { Kind } from './kind';

/** How sounds became pictures of their spectra: what is needed to make sounds of such pictures again. */
export interface SpectrogramCodec {
  readonly sampleRate: number;
  /** Samples of a window, and from one to the next. */
  readonly fftSize: number;
  readonly hop: number;
  readonly mels: number;
  readonly frames: number;
  /** Decibels from black to white. */
  readonly range: number;
  /** Cepstral coefficients that were kept; left out where the rows are the bands themselves. */
  readonly coefficients?: number;
}

export const spectrogramCodec: Kind<SpectrogramCodec> = {
  name: 'spectrogram-codec',
  of: [],
  title: 'Spectrogram codec',
  phrase: 'the codec of spectrograms',
  family: 'value',
};
