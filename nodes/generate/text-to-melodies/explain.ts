import type { Explanation } from '@/graph';
import type { textToMelodies } from './node';

export const explain: Explanation<typeof textToMelodies> = {
  more: 'Reads letters as notes again. A model may write what is no ABC: a sign that there is not, a length without a note. The log says how many texts that happened in, and to which.',
  lookAt:
    'Notes that were given stand back; those that the model wrote stand out. Press play, and listen for the place where it takes over.',
  source: 'The ABC standard 2.1; read by abcjs',
  params: {
    mistakes: 'What a reader of ABC cannot make sense of is passed over, or the whole tune is.',
    tempo: 'How fast they are played. What a model writes does not say.',
  },
  inputs: {
    answers: 'What was given and what was written go together; the two are told apart when they are shown.',
    text: 'Documents that are melodies from their beginning.',
  },
};
