import type { Random } from '../../random';
import { withPeak } from '../sounds';
import type { Phone } from './phones';
import type { Voice } from './voice';

/** Samples a second of what is spoken. */
export const SPOKEN_RATE = 16_000;
/** Samples for which the mouth holds still. */
const STILL = 40;
/** The time over which a mouth moves and a voice sets in, in steps of `STILL`. */
const [MOVING, SETTING_IN] = [20, 6];
/** Formants that hardly move, in hertz, with their widths. */
const UPPER: readonly (readonly [number, number])[] = [
  [3_500, 250],
  [4_600, 350],
];
const WIDTHS = [70, 100, 150] as const;

/**
 * Speaks: a formant synthesiser with a voiced source, breath and hiss, and a cascade of resonators (Klatt 1980, the cascade branch; the source is Rosenberg 1971, C).
 * @returns samples at {@link SPOKEN_RATE}, peak 1
 */
export function speak(phones: readonly Phone[], voice: Voice, random: Random): Float32Array {
  const steps = stepsOf(phones, voice);
  const cascade = [...WIDTHS, ...UPPER].map(resonator);
  const [narrow, radiated] = [resonator(), lowPass(voice.tilt)];
  const samples = new Float32Array(steps.length * STILL);
  let phase = 0;
  let period = 1;
  let smooth = 0;
  for (const [place, step] of steps.entries()) {
    const pitch = voice.pitch * (1 - (voice.fall * place) / steps.length);
    for (const [index, filter] of cascade.entries()) {
      const [hertz, width] =
        index < 3 ? [step.formants[index] ?? 500, WIDTHS[index] ?? 100] : (UPPER[index - 3] ?? [3_500, 250]);
      filter.tune(hertz * voice.size, width * (1 + (index === 0 ? 2 : 1) * step.nasal));
    }
    narrow.tune(Math.min(0.47 * SPOKEN_RATE, step.centre * Math.sqrt(voice.size)), step.width);
    for (let n = 0; n < STILL; n++) {
      phase += (pitch * period) / SPOKEN_RATE;
      if (phase >= 1) {
        phase -= 1;
        period = 1 + voice.jitter * random.normal();
      }
      const noise = random.next() * 2 - 1;
      const pulse = radiated(glottis(phase)) + voice.breath * noise * (phase < 0.56 ? 1 : 0.3);
      let sound = step.voice * pulse + step.breath * noise;
      for (const filter of cascade) sound = filter.pass(sound);
      // Hiss has little below its centre.
      const rough = random.next() * 2 - 1;
      const hissed = narrow.pass(rough - smooth);
      smooth = rough;
      samples[place * STILL + n] = sound * (1 - 0.4 * step.nasal) + 0.7 * step.hiss * hissed;
    }
  }
  return withPeak(samples, 1);
}

interface Step {
  readonly formants: readonly number[];
  readonly voice: number;
  readonly breath: number;
  readonly hiss: number;
  readonly centre: number;
  readonly width: number;
  readonly nasal: number;
}

/** What the mouth does step by step: where each phone wants it, smoothed, for a mouth takes its time. */
function stepsOf(phones: readonly Phone[], { pace }: Voice): Step[] {
  const wanted = phones.flatMap((phone) => {
    const count = Math.max(1, Math.round((phone.milliseconds * pace * SPOKEN_RATE) / 1_000 / STILL));
    return Array.from({ length: count }, (_, place) => wantedOf(phone, place / count));
  });
  // A breath of silence before and behind.
  const quiet = (step: Step): Step[] =>
    Array.from({ length: SETTING_IN }, () => ({ ...step, voice: 0, breath: 0, hiss: 0 }));
  const all = [...wanted.slice(0, 1).flatMap(quiet), ...wanted, ...wanted.slice(-1).flatMap(quiet)];
  const track = (of: (step: Step) => number, over: number) => smoothed(all.map(of), over);
  const formants = [0, 1, 2].map((index) => track((step) => step.formants[index] ?? 0, MOVING));
  const levels = {
    voice: track((step) => step.voice, SETTING_IN),
    breath: track((step) => step.breath, SETTING_IN / 2),
    hiss: track((step) => step.hiss, SETTING_IN / 2),
    nasal: track((step) => step.nasal, SETTING_IN),
  };
  return all.map((step, place) => ({
    ...step,
    formants: formants.map((values) => values[place] ?? 0),
    voice: levels.voice[place] ?? 0,
    breath: levels.breath[place] ?? 0,
    hiss: levels.hiss[place] ?? 0,
    nasal: levels.nasal[place] ?? 0,
  }));
}

function wantedOf({ formants, towards = formants, voice = 0, breath = 0, hiss, nasal }: Phone, done: number): Step {
  const [level, centre, width] = hiss ?? [0, 3_000, 1_000];
  return {
    formants: formants.map((hertz, index) => hertz + ((towards[index] ?? hertz) - hertz) * done),
    voice,
    breath,
    hiss: level,
    centre,
    width,
    nasal: nasal ? 1 : 0,
  };
}

/** The mean over some steps to both sides. */
function smoothed(values: readonly number[], over: number): number[] {
  return values.map((_, place) => {
    const part = values.slice(Math.max(0, place - Math.floor(over / 2)), place + Math.ceil(over / 2));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

/** The slope of the flow through the glottis in one period: it opens, closes faster, and rests (Rosenberg 1971, pulse C). */
function glottis(phase: number): number {
  const [opening, closing] = [0.4, 0.16];
  if (phase < opening) return 0.4 * Math.sin((Math.PI * phase) / opening);
  if (phase < opening + closing) return -Math.sin((Math.PI * (phase - opening)) / (2 * closing));
  return 0;
}

/** Two poles at a frequency with a width, and gain 1 at 0 Hz (Klatt 1980, eq. 2). */
function resonator() {
  let [a, b, c, before, earlier] = [1, 0, 0, 0, 0];
  return {
    tune(hertz: number, width: number) {
      c = -Math.exp((-2 * Math.PI * width) / SPOKEN_RATE);
      b = 2 * Math.exp((-Math.PI * width) / SPOKEN_RATE) * Math.cos((2 * Math.PI * hertz) / SPOKEN_RATE);
      a = 1 - b - c;
    },
    pass(value: number): number {
      const made = a * value + b * before + c * earlier;
      earlier = before;
      before = made;
      return made;
    },
  };
}

function lowPass(hertz: number) {
  const keep = Math.exp((-2 * Math.PI * hertz) / SPOKEN_RATE);
  let before = 0;
  return (value: number): number => {
    before = (1 - keep) * value + keep * before;
    return before;
  };
}
