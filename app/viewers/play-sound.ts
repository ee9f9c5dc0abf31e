/** Where a sound plays: one at a time in the whole page, as two at once are noise. */
let context: AudioContext | null = null;
let stopLast: (() => void) | null = null;

/** Silences what plays, and gives where the next may: `stop` is called when another begins. */
export function soundAlone(stop: () => void): AudioContext {
  stopLast?.();
  stopLast = stop;
  context ??= new AudioContext();
  // A page that nobody has touched yet may not sound; a key or a click, which led here, lets it.
  void context.resume();
  return context;
}

export interface Playing {
  /** Seconds from the beginning of the sound. */
  at(): number;
  stop(): void;
}

/** Plays samples from a second on; another sound that plays ends. `onEnd` is told when it ends, by itself or not. */
export function playSound(
  samples: Float32Array<ArrayBuffer>,
  sampleRate: number,
  from: number,
  onEnd: () => void,
): Playing {
  const stop = () => source.stop();
  const clock = soundAlone(stop);
  const buffer = clock.createBuffer(1, Math.max(1, samples.length), sampleRate);
  buffer.copyToChannel(samples, 0);
  const source = clock.createBufferSource();
  source.buffer = buffer;
  source.connect(clock.destination);
  const began = clock.currentTime;
  source.onended = () => {
    if (stopLast === stop) stopLast = null;
    source.disconnect();
    onEnd();
  };
  source.start(0, from);
  return { at: () => from + clock.currentTime - began, stop };
}

/** Samples of a view, −1 … 1. */
export function samplesOf(base64: string): Float32Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return Float32Array.from(new Int16Array(bytes.buffer, 0, bytes.length >> 1), (value) => value / 32_768);
}
