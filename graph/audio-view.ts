import { base64 } from './base64';
import type { Sounds } from './kinds';
import { type AudioView, VIEW_LIMITS } from './view';

/** The spectrum of a sound over time: rows from the highest band to the lowest, a byte each. */
export interface SpectrogramPicture {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

/** Sounds inside a node, and samples of them. */
const SMALL = { sounds: 6, samples: 100_000 };
const LARGE = { sounds: VIEW_LIMITS.sounds, samples: VIEW_LIMITS.samples };

/**
 * What can be seen and heard of sounds: so many from `offset` on, of each as many samples as there is room for. `draw` makes the picture of a spectrum, which is
 * numerics and not done here.
 */
export function audioView(
  { sampleRate, clips, names, captions, labels, classes }: Sounds,
  draw: (clip: Float32Array, sampleRate: number) => SpectrogramPicture,
  {
    large = false,
    offset = 0,
    caption,
  }: { readonly large?: boolean; readonly offset?: number; readonly caption?: string } = {},
): AudioView {
  const most = large ? LARGE : SMALL;
  const shown = clips.slice(offset, offset + most.sounds);
  const room = Math.floor(most.samples / Math.max(1, shown.length));
  const titleOf = (place: number): string => {
    const said = captions?.[place];
    if (said !== undefined) return said;
    const label = labels && classes?.[labels[place] ?? -1];
    return [label, names?.[place]].filter(Boolean).join(' · ') || 'Sound';
  };
  return {
    view: 'audio',
    sampleRate,
    count: clips.length,
    first: offset,
    sounds: shown.map((clip, index) => {
      const part = clip.length > room ? clip.slice(0, room) : clip;
      const { levels, ...size } = draw(part, sampleRate);
      return {
        title: titleOf(offset + index),
        seconds: clip.length / sampleRate,
        samples: base64(new Uint8Array(sixteenBits(part).buffer)),
        ...(part.length < clip.length && { cut: true as const }),
        spectrogram: { ...size, levels: base64(levels) },
      };
    }),
    caption: caption ?? soundsSaid({ sampleRate, clips, ...(classes && { classes }) }),
  };
}

/** `600 sounds, 10 classes, 4 min 12 s at 8,000 Hz`. */
export function soundsSaid({ sampleRate, clips, classes }: Sounds): string {
  const seconds = clips.reduce((sum, { length }) => sum + length, 0) / sampleRate;
  const long =
    seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  const count = `${clips.length.toLocaleString('en')} sound${clips.length === 1 ? '' : 's'}`;
  return `${count}${classes ? `, ${classes.length} classes` : ''}, ${long} at ${sampleRate.toLocaleString('en')} Hz`;
}

const sixteenBits = (clip: Float32Array): Int16Array =>
  Int16Array.from(clip, (value) => Math.round(32_767 * Math.min(1, Math.max(-1, value))));
