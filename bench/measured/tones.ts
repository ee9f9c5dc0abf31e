/** “Tones from words”, run whole, with more tones of each caption; what was played is judged again by its physics. */
import { tonesFromWords } from '@/app/templates/tones-from-words';
import { judgeTone } from '@/ml/audio/tone-judge';
import { tonesIn } from '@/ml/audio/voice/described';
import { audio } from '@/workers/artifacts/kinds/audio';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { runGraph } from '../support/ran-graph';
import { withSettings } from '../support/run-template';

/** Of 51 captions, and of 9. */
const [OF_HEARD, OF_UNHEARD] = [3, 12];

const graph = await runGraph(
  withSettings(tonesFromWords, { 'heard-before': { perClass: OF_HEARD }, unheard: { perClass: OF_UNHEARD } }),
);
console.log(`processors were busy for ${graph.busy.toFixed(0)} s`);
for (const [id, seconds] of graph.seconds) console.log(`${id}: ${seconds.toFixed(1)} s`);

/** Of how many tones, 0 … 1, each thing is what the caption says, by physics alone. */
async function physics(id: string) {
  const { clips, captions = [], sampleRate } = await audio.decode(await graph.stored(id, 'sounds'));
  const right = { register: 0, instrument: 0, course: 0, both: 0 };
  for (const [place, clip] of clips.entries()) {
    const wanted = tonesIn(captions[place] ?? '');
    const heard = judgeTone(clip, sampleRate);
    const is = (name: 'register' | 'instrument' | 'course') => Number(wanted?.[name] === heard[name]) / clips.length;
    right.register += is('register');
    right.instrument += is('instrument');
    right.course += is('course');
    right.both += Math.min(is('register'), is('instrument'));
  }
  return right;
}

const said = async (what: string, id: string) => {
  const figures = await graph.figures(id);
  console.log(`${what}, by the classifier: ${JSON.stringify(figures)}`);
  return figures;
};
const told = (what: string, figures: object) => console.log(`${what}, by physics: ${JSON.stringify(figures)}`);
await said('real tones put aside', 'real-marks');
told('real tones', await physics('tones'));
const [heard, unheard] = [
  await said('as asked', 'heard-before-marks'),
  await said('never heard together', 'unheard-marks'),
];
const [heardSounds, unheardSounds] = [await physics('heard-before-play'), await physics('unheard-play')];
told('as asked', heardSounds);
told('never heard together', unheardSounds);
bar('tones.register', heard.Register ?? Number.NaN, { atLeast: 85 }, 1);
bar('tones.instrument', heard.Instrument ?? Number.NaN, { atLeast: 85 }, 1);
bar('tones.all', heard['All of it'] ?? Number.NaN, { atLeast: 85 }, 1);
bar('tones.unheard.register', unheard.Register ?? Number.NaN, { atLeast: 75 }, 1);
bar('tones.unheard.instrument', unheard.Instrument ?? Number.NaN, { atLeast: 75 }, 1);
bar('tones.physics.register-and-instrument', 100 * heardSounds.both, { atLeast: 85 }, 1);
bar('tones.unheard.physics.register-and-instrument', 100 * unheardSounds.both, { atLeast: 75 }, 1);
await graph.dispose();
finish();
