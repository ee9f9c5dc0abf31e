import type { Explanation } from '@/graph';
import type { sourceMelodies } from './node';

export const explain: Explanation<typeof sourceMelodies> = {
  more: 'A melody is a row of notes: how high each is, and how long. Written down as text it is learned like a language, with bars for words and phrases for sentences. The built-in ones are marches and waltzes of eight bars: four that ask and stay open, four that begin alike, answer and close on the tonic. What a model has learned of that can be heard.',
  lookAt: 'Press play. Can you tell major from minor, a march from a waltz, and hear where the second half begins?',
  source:
    'Standard MIDI File 1.0; the ABC standard 2.1; periods: Caplin 1998; learning tunes as text: Sturm et al. 2016 (folk-rnn)',
  params: {
    file: 'Each track of a MIDI file is a melody, each tune of an ABC file. Of notes that sound together the highest is taken. Lengths of MIDI are rounded to sixteenths.',
    count: 'Made from the seed of this node: the same number gives the same melodies.',
    transpose: 'Moves each so that C is its tonic. A small model then need not learn the same thing in every key.',
  },
};
