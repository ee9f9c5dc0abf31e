import type { GraphNode } from '@/graph';
import { node, note, template, wire } from './build';

const REGISTERS = ['bass', 'baritone', 'tenor', 'alto', 'soprano'] as const;
const INSTRUMENTS = ['flute', 'clarinet', 'organ', 'trumpet'] as const;
const COURSES = ['dies away', 'is held', 'swells'] as const;
/** Three registers and three instruments are each held out in one combination, and heard in others; each lies between two registers in which its instrument is heard. */
const HELD = ['baritone clarinet', 'tenor trumpet', 'alto organ'];
const all = REGISTERS.flatMap((register) => INSTRUMENTS.map((instrument) => `${register} ${instrument}`));
const captionsOf = (tones: readonly string[], courses: readonly string[] = COURSES): string =>
  tones
    .flatMap((tone) => courses.map((course) => `${tone.startsWith('a') ? 'an' : 'a'} ${tone} that ${course}`))
    .join('\n');
const MINE = [
  'a bass trumpet that swells',
  'a soprano flute that dies away',
  'an alto clarinet that is held',
  'a tenor organ that dies away',
  'a tenor trumpet that swells',
].join('\n');
const MARKED = `register: ${REGISTERS.join(', ')}\ninstrument: ${INSTRUMENTS.join(', ')}\ncourse: ${COURSES.join(', ')}`;
/** 40 bands, 24 moments of 20 ms: 0.46 s. */
const PICTURE = { mels: 40, frames: 24, hop: 20 };
const [DRAWER_STEPS, JUDGE_STEPS] = [900, 400];

const tones = (id: string, y: number, count: number, seed: number, title: string): GraphNode =>
  node(id, 'source.sounds', 0, y, { origin: 'described', count }, { seed, title });
/** Made of words, played, and marked by what the played sound looks like. */
const asked = (
  id: string,
  y: number,
  captions: string,
  perClass: number,
  titles: readonly [string, string, string],
) => ({
  nodes: [
    node(id, 'generate.examples', 1_300, y, { captions, perClass, steps: 20, guidance: 2 }, { title: titles[0] }),
    node(`${id}-play`, 'generate.sounds', 1_560, y, { rounds: 30 }, { title: titles[1] }),
    node(`${id}-heard`, 'prepare.spectrograms', 1_820, y, PICTURE),
    node(`${id}-marks`, 'evaluate.captions', 2_080, y, { attributes: MARKED }, { title: titles[2] }),
  ],
  wires: [
    `d-train.model → ${id}.model`,
    `${id}.examples → ${id}-play.examples`,
    `draw.codec → ${id}-play.codec`,
    `${id}-play.sounds → ${id}-heard.sounds`,
    `${id}-heard.examples → ${id}-marks.examples`,
    `j-train.classifier → ${id}-marks.classifier`,
  ],
});
const parts = [
  asked('mine', 0, MINE, 3, ['Ask in words', 'Hear it', 'Is it what I said?']),
  asked('heard-before', 440, captionsOf(all.filter((tone) => !HELD.includes(tone))), 2, [
    'All it has heard',
    'Played',
    'Marks',
  ]),
  asked('unheard', 880, captionsOf(HELD), 6, ['Never heard together', 'Played', 'Marks, never heard together']),
];

/** Text to sound: a network that is told captions takes noise out of spectrograms, those are played, and a classifier says whether one hears what was asked for. */
export const tonesFromWords = template(
  'tones-from-words',
  'Tones from words',
  'A small diffusion model learns from captions what tones look like as spectrograms. Then it makes the one you ask for, you hear it, and a classifier that learned from other tones marks register, instrument and course. A tenor trumpet, which nobody ever played it, it mostly gets wrong: see what it plays instead.',
  {
    nodes: [
      tones('tones', 0, 2_400, 1_337, 'Tones with captions'),
      node('draw', 'prepare.spectrograms', 0, 330, PICTURE),
      node('hold', 'prepare.hold-out', 250, 330, { combinations: HELD.join(', ') }),

      node('d-input', 'network.example-input', 500, 0, { time: true, captions: true, words: 32, length: 8 }),
      node('d-mlp', 'network.mlp', 500, 140, { width: 512, layers: 3 }),
      node('d-output', 'network.example-output', 500, 270),
      node('d-train', 'train.diffusion', 760, 0, {
        predicts: 'x0',
        scale: 'spread',
        steps: DRAWER_STEPS,
        decaySteps: DRAWER_STEPS,
        batchSize: 64,
        learningRate: 0.002,
        evaluateEvery: 150,
        samples: 24,
      }),

      tones('others', 880, 1_800, 11, 'Other tones'),
      node('others-draw', 'prepare.spectrograms', 250, 880, PICTURE),
      node('j-input', 'network.example-input', 500, 880),
      node('j-encoder', 'network.image-encoder', 500, 1_020, { channels: 16, halvings: 2, width: 64 }),
      node('j-output', 'network.example-output', 500, 1_160, { gives: 'classes' }),
      node('j-train', 'train.classifier', 760, 880, {
        steps: JUDGE_STEPS,
        decaySteps: JUDGE_STEPS,
        batchSize: 48,
        learningRate: 0.003,
        evaluateEvery: 100,
      }),
      ...parts.flatMap((part) => part.nodes),
      node(
        'real-marks',
        'evaluate.captions',
        1_300,
        1_300,
        { attributes: MARKED },
        { title: 'How well the judge hears' },
      ),
    ],
    wires: [
      'tones.sounds → draw.sounds',
      'draw.examples → hold.examples',
      'hold.training → d-input.examples',
      'd-input.network → d-mlp.network',
      'd-mlp.network → d-output.network',
      'hold.training → d-output.examples',
      'd-output.network → d-train.network',
      'hold.training → d-train.examples',
      'others.sounds → others-draw.sounds',
      'others-draw.examples → j-input.examples',
      'j-input.network → j-encoder.network',
      'j-encoder.network → j-output.network',
      'others-draw.examples → j-output.examples',
      'j-output.network → j-train.network',
      'others-draw.examples → j-train.examples',
      ...parts.flatMap((part) => part.wires),
      'hold.unseen → real-marks.examples',
      'j-train.classifier → real-marks.classifier',
    ].map(wire),
    groups: [
      { id: 'drawer', title: 'Who makes', nodes: ['d-input', 'd-mlp', 'd-output'] },
      { id: 'judge', title: 'Who listens', nodes: ['j-input', 'j-encoder', 'j-output'] },
    ],
    notes: [
      note(
        'held',
        0,
        630,
        440,
        130,
        'Never heard\n\nEvery tenor trumpet is put away, and so are baritone clarinets and alto organs. Who makes tones has heard tenors and trumpets, and never a tenor trumpet. Who listens has heard them all, among tones of its own.',
      ),
      note(
        'look',
        2_400,
        0,
        240,
        270,
        'What to look at\n\nPlay “Hear it”. Under Result of “Is it what I said?” each spectrogram of a played tone stands with ✓, or with what was heard instead. The last row is tenor trumpets, which it never heard: mostly another instrument is heard there. No tone can be marked better than “How well the judge hears” real ones.',
      ),
      note(
        'try',
        2_400,
        310,
        240,
        250,
        'Then try\n\nYour own words in “Ask in words”. Guidance of 1 and of 5. A “Train vocoder” that learns from “Tones with captions”, wired to “Hear it”: is it cleaner? Fewer pairs in “Hold out combinations”, or a U-Net in place of the MLP: does it learn a tenor trumpet then?',
      ),
    ],
  },
);
