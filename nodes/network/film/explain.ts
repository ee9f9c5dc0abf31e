import type { Explanation } from '@/graph';
import type { film } from './node';

export const explain: Explanation<typeof film> = {
  more: 'What a network is told becomes two numbers for each channel: one that scales it and one that is added, the same at every place. So a class can switch on the filters that it needs and switch off the others.',
  formula: 'x ← x · (1 + γ(told)) + β(told)      told: time, class, caption',
  lookAt: 'Whether what is made follows the class. If all classes look alike, put FiLM after more of the convolutions.',
  source: 'Perez et al. 2018; Dhariwal & Nichol 2021 (adaptive group norm)',
  params: {
    told: 'The noise, the class and the caption become so many numbers first. Blocks of the same width share them.',
  },
};
