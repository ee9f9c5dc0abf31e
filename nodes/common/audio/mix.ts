import { isClipped, peakOf } from '@/ml/audio/sounds';

export interface Mixed {
  readonly clip: Float32Array;
  /** What was found and done, as it was recorded: before channels are mixed and rates changed, which hides all of it. */
  readonly clipped: boolean;
  /** The channels cancel each other out; the loudest of them was taken. */
  readonly cancelled: boolean;
  /** It went beyond full scale, and was made as quiet as fits. */
  readonly scaled: boolean;
}

/** A mean of channels that is quieter than the loudest of them by 40 dB is what is left where they cancel each other out. */
const LEFT = 0.01;

/** One channel of all, of so many samples at most: their mean, or the loudest where they are of opposite phases. Its peak is 1 at most. */
export function mixed(channels: readonly Float32Array[], most: number): Mixed {
  const heard = channels.map((channel) => channel.subarray(0, most));
  const peaks = heard.map(peakOf);
  const peak = Math.max(0, ...peaks);
  // A sample that is no number stays one, and is found by who reads it.
  const scale = peak > 1 ? 1 / peak : 1;
  const [first = new Float32Array()] = heard;
  const mean =
    heard.length === 1 && scale === 1
      ? first.slice()
      : first.map((_, n) => heard.reduce((sum, channel) => sum + (channel[n] ?? 0) * scale, 0) / heard.length);
  const cancelled = heard.length > 1 && peakOf(mean) < LEFT * peak * scale;
  const loudest = heard[peaks.indexOf(peak)] ?? first;
  return {
    clip: cancelled ? loudest.map((value) => value * scale) : mean,
    clipped: heard.some(isClipped),
    cancelled,
    scaled: scale < 1,
  };
}
