import type { Explanation } from '@/graph';
import type { twinFollow } from './node';

export const explain: Explanation<typeof twinFollow> = {
  more: 'A model runs along with the real thing. At each step it foretells what sensors will say, compares, and moves its belief towards them as far as the noise allows: an unscented Kalman filter. While the model is right, what it did not foresee is no more than noise. How noisy each sensor is, it finds out from measurements while all was well. Where that surprise stays above what it ever was while all was well, something has changed: friction, a sensor, a part.',
  formula:
    'surprise = νᵀ S⁻¹ ν, ν = measured − foretold; alarm where its mean over a window is beyond the quantile of a Gamma law fitted to clean data',
  lookAt:
    'The surprise over time: flat, and then above the line. The twin itself lies on the measurements and is smoother than they are.',
  source: 'Julier & Uhlmann 1997; Arasaratnam & Haykin 2009; Bar-Shalom et al. 2001, 5.4',
  params: {
    sensors: 'What is not measured, the twin finds out: velocities from places.',
    modelError:
      'How far off the model may be in each step, as a share of how far each variable goes. More makes the twin follow its sensors more, and slower to be surprised.',
    window: 'Surprise is averaged over so many steps. More finds smaller faults, later.',
    deviations: 'How rare an alarm is while all is well: 5 is once in some millions of steps.',
  },
  inputs: {
    measured: 'The stream to keep in step with.',
    clean: 'The same system while nothing was wrong: what is usual is learned from it.',
    surrogate: 'A learned model of the system. Without one the twin uses the law itself.',
  },
  outputs: { trajectories: 'The measurements, and what the twin believes behind them.' },
};
