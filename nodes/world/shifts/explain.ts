import type { Explanation } from '@/graph';
import type { worldShifts } from './node';

export const explain: Explanation<typeof worldShifts> = {
  more: 'Each day has an early shift with somebody in charge and a helper, a late one and a night. People differ in wage, in how often they may work, and in whether they can be in charge. A plan stood, then somebody fell ill; now the week is filled place by place. A place that nobody takes is filled from outside, which is dear. The return is what was saved against filling everything from outside.',
  lookAt:
    'In “Play episodes”, step through a week: green shifts are as planned, amber ones are called in, red ones are bought from outside.',
  source: 'Rules as in nurse rostering: Burke et al. 2004; the interface is that of Gymnasium, Towers et al. 2024',
  params: {
    sick: 'So many people are away for two to four days of the first week.',
    changeCost: 'Taken off what is saved for each shift that somebody takes who was not planned there.',
  },
  outputs: { world: 'The rules, not one week: each seed draws other people, another need and other illnesses.' },
};
