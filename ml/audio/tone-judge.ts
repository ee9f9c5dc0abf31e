import { powerOf, stft } from './stft';
import { registerOf, type ToneLooks } from './voice/described';

/** What is quieter than this share of the loudest moment is before or behind the tone. */
const HEARD = 0.03;

/**
 * What a tone is by its physics, without anything learned: its fundamental is the lowest strong peak of its spectrum, its instrument is told by which of the second
 * and the third harmonic are there, and its course by where in time its energy lies.
 */
export function judgeTone(clip: ArrayLike<number>, sampleRate: number): ToneLooks & { readonly hertz: number } {
  const fftSize = 2 ** Math.round(Math.log2(sampleRate * 0.128));
  const { frames, bins, ...rest } = stft(clip, { fftSize, hop: fftSize / 8 });
  const power = powerOf({ frames, bins, ...rest });
  const loud = Float64Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let bin = 0; bin < bins; bin++) sum += power[frame * bins + bin] ?? 0;
    return sum;
  });
  // Moments count by how loud they are, so silence says nothing.
  const spectrum = new Float64Array(bins);
  for (let frame = 0; frame < frames; frame++)
    for (let bin = 0; bin < bins; bin++) spectrum[bin] = (spectrum[bin] ?? 0) + (power[frame * bins + bin] ?? 0);
  const magnitude = spectrum.map(Math.sqrt);
  const width = sampleRate / fftSize;
  // The lowest that is nearly as loud as the loudest: of these instruments no harmonic is much louder than the fundamental.
  const most = magnitude.reduce((largest, value) => Math.max(largest, value), 0);
  const isPeak = (bin: number) =>
    (magnitude[bin] ?? 0) >= (magnitude[bin - 1] ?? 0) && (magnitude[bin] ?? 0) >= (magnitude[bin + 1] ?? 0);
  const lowest = magnitude.findIndex((value, bin) => bin * width > 80 && value > 0.4 * most && isPeak(bin));
  // The top of a parabola through it and its neighbours lies between bins.
  const [left, top, right] = [-1, 0, 1].map((by) => Math.log((magnitude[lowest + by] ?? 0) + 1e-12));
  const bend = (left ?? 0) - 2 * (top ?? 0) + (right ?? 0);
  const hertz = lowest > 0 ? (lowest + (bend < 0 ? ((left ?? 0) - (right ?? 0)) / (2 * bend) : 0)) * width : width;
  /** How strong a harmonic is: the root of all power around it, as far as a quarter of the way to its neighbours; bands of a picture make it as wide. */
  const strength = (harmonic: number): number => {
    let sum = 0;
    const [from, to] = [harmonic - 0.25, harmonic + 0.25].map((at) => Math.round((at * hertz) / width));
    for (let bin = from ?? 0; bin <= (to ?? 0); bin++) sum += spectrum[bin] ?? 0;
    return Math.sqrt(sum);
  };
  const [first, second, third] = [strength(1), strength(2), strength(3)];
  const isThere = (harmonic: number) => harmonic > 0.3 * first;
  const instrument = isThere(second) ? (isThere(third) ? 'trumpet' : 'organ') : isThere(third) ? 'clarinet' : 'flute';
  return {
    hertz,
    register: registerOf(hertz),
    instrument,
    course: courseOf(loud),
  };
}

/** By the loudness of the first and the last third of what is heard. */
function courseOf(loud: Float64Array): ToneLooks['course'] {
  const most = loud.reduce((largest, value) => Math.max(largest, value), 0);
  const heard = [...loud.keys()].filter((frame) => (loud[frame] ?? 0) > HEARD ** 2 * most);
  const [from, to] = [heard[0] ?? 0, (heard.at(-1) ?? 0) + 1];
  const third = Math.max(1, Math.floor((to - from) / 3));
  const energy = (begin: number) => loud.slice(begin, begin + third).reduce((sum, value) => sum + value, 1e-12);
  const decibels = 10 * Math.log10(energy(to - third) / energy(from));
  return decibels < -6 ? 'dies away' : decibels > 6 ? 'swells' : 'is held';
}
