import { audioView, GenloomError, type Run, type RunContext, type Sounds, type z } from '@/graph';
import { spectrumPicture } from '@/ml/audio/picture';
import { DESCRIBED_NAMES, playDescribed, toneCaption } from '@/ml/audio/voice/described';
import { DIGIT_NAMES, speakDigit } from '@/ml/audio/voice/digits';
import { CHORD_NAMES, NOTE_NAMES, playChord, playNote } from '@/ml/audio/voice/tones';
import { refuseHuge } from '@/ml/data/read';
import type { Random } from '@/ml/random';
import { readSoundFiles } from '../../common/audio/read-files';
import { chooseFiles } from '../../common/read/choose';
import { missingSound, type sourceSounds } from './node';

type Params = z.infer<typeof sourceSounds.params>;

export const run: Run<typeof sourceSounds> = async (_inputs, params, context) => {
  const missing = missingSound(params);
  if (missing)
    throw new GenloomError({
      code: 'source.no-file',
      title: missing,
      fix: 'Choose it in the inspector, or record it.',
    });
  const sounds = params.origin === 'files' ? await read(params, context) : await make(params.origin, params, context);
  context.preview(audioView(sounds, spectrumPicture), 'sounds');
  return { sounds };
};

type BuiltIn = Exclude<Params['origin'], 'files'>;

/** How each is made: its classes, a sound of one of them, and what is said of it. */
const MAKERS: Readonly<
  Record<
    BuiltIn,
    {
      readonly classes: readonly string[];
      make(label: number, rate: number, random: Random): Float32Array;
      readonly say?: (label: number) => string;
    }
  >
> = {
  digits: { classes: DIGIT_NAMES, make: speakDigit },
  tones: { classes: NOTE_NAMES, make: playNote },
  chords: { classes: CHORD_NAMES, make: playChord },
  described: { classes: DESCRIBED_NAMES, make: playDescribed, say: toneCaption },
};

/** Sounds made from nothing but a seed, each class as often as any other; sound i is the same however many are asked for. */
async function make(origin: BuiltIn, { count, sampleRate }: Params, context: RunContext): Promise<Sounds> {
  const { classes, make: one, say } = MAKERS[origin];
  const random = context.random.split(origin);
  const clips: Float32Array[] = [];
  const labels = new Int32Array(count);
  let round: number[] = [];
  for (let place = 0; place < count; place++) {
    if (round.length === 0) round = random.split(`round ${place}`).shuffle(classes.map((_, label) => label));
    const label = round.pop() ?? 0;
    labels[place] = label;
    clips.push(one(label, sampleRate, random.split(`sound ${place}`)));
    context.progress({ done: place + 1, total: count, message: 'making sounds' });
    await context.breathe();
  }
  return { sampleRate, clips, labels, classes, ...(say && { captions: Array.from(labels, say) }) };
}

async function read({ file, count, sampleRate, seconds, labelled }: Params, context: RunContext): Promise<Sounds> {
  if (!file) throw new Error('nothing was chosen');
  refuseHuge(file.name, file.size);
  const bytes = await context.asset(file.sha256);
  const sounds = await readSoundFiles(
    { name: file.name, bytes },
    { sampleRate, seconds, labelled },
    {
      tell: (text) => context.log('info', text),
      warn: (text) => context.log('warning', text),
      breathe: context.breathe,
      progress: (done, total) => context.progress({ done, total, message: 'reading sounds' }),
      choose: (files) => chooseFiles(files, count, context.random.split('some')),
    },
  );
  return sounds;
}
