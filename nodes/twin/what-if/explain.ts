import type { Explanation } from '@/graph';
import type { twinWhatIf } from './node';

export const explain: Explanation<typeof twinWhatIf> = {
  more: 'The twin knows the state behind the noise at every step. From one of them it is let go twice: once with everything as it is, and once with one thing changed. What sets the system in motion from outside stays as it was recorded, unless that is what you change.',
  lookAt: 'Both ways on top of each other, and how soon they part.',
  params: {
    from: 'The step of the stream at which it begins.',
    steps: 'How far it looks ahead, as far as it is known what is set from outside.',
    what: 'A parameter or a control by its name: friction, length, drive, stiffness, push, mass 1, diffusivity.',
    to: 'Its value from then on, in its own unit.',
  },
  inputs: { surrogate: 'The model that carries it on. Without one it is the law of the system itself.' },
};
