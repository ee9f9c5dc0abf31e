import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';
import type { SpectrogramCodec } from './spectrogram-codec';

/** A network that makes sounds of spectrograms, and of which spectrograms. */
export interface Vocoder extends TrainedNetworks {
  readonly codec: SpectrogramCodec;
}

export const vocoder: Kind<Vocoder> = {
  name: 'vocoder',
  of: [],
  title: 'Vocoder',
  phrase: 'a vocoder',
  family: 'network',
};
