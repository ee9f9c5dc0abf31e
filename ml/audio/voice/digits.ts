import type { Random } from '../../random';
import { resample } from '../resample';
import { withPeak } from '../sounds';
import { DIGIT_PHONES } from './phones';
import { SPOKEN_RATE, speak } from './speak';
import { drawVoice } from './voice';

/** What the classes of spoken digits are called. */
export const DIGIT_NAMES: readonly string[] = DIGIT_PHONES.map((_, digit) => String(digit));

/** A digit as a voice speaks it that is drawn, in a room that is nearly quiet. Samples at `sampleRate`, in hertz. */
export function speakDigit(digit: number, sampleRate: number, random: Random): Float32Array {
  const voice = drawVoice(random.split('voice'));
  // Nobody speaks twice alike.
  const own = random.split('sounds');
  const phones = (DIGIT_PHONES[digit] ?? []).map((phone) => ({
    ...phone,
    milliseconds: phone.milliseconds * (0.85 + 0.3 * own.next()),
    formants: moved(phone.formants, own),
    ...(phone.towards && { towards: moved(phone.towards, own) }),
  }));
  const word = resample(speak(phones, voice, random.split('noise')), SPOKEN_RATE, sampleRate);
  const room = random.split('room');
  const floor = 10 ** (-3 + 0.8 * room.next());
  const loud = withPeak(word, 0.4 + 0.5 * room.next());
  return loud.map((value) => value + floor * room.normal());
}

/** Formants as one says them this time. */
const moved = ([f1, f2, f3]: readonly [number, number, number], random: Random): readonly [number, number, number] => [
  f1 * (1 + 0.05 * random.normal()),
  f2 * (1 + 0.04 * random.normal()),
  f3 * (1 + 0.03 * random.normal()),
];
