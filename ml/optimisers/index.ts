import { type AdamSettings, adamw } from './adamw';
import type { Optimiser } from './optimiser';
import { type SgdSettings, sgd } from './sgd';

/** An optimiser by name, with those of its settings that are not the usual ones. */
export type OptimiserChoice =
  | ({ readonly kind: 'adamw' } & Partial<AdamSettings>)
  | ({ readonly kind: 'adam' } & Partial<Omit<AdamSettings, 'weightDecay'>>)
  | ({ readonly kind: 'sgd' } & Partial<SgdSettings>);

/** The optimiser of a choice. Usual: AdamW as nanoGPT sets it (betas 0.9 and 0.95, decay 0.1), Adam with 0.9 and 0.999. */
export function createOptimiser(choice: OptimiserChoice): Optimiser {
  switch (choice.kind) {
    case 'adamw':
      return adamw({ beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, ...choice });
    case 'adam':
      return adamw({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, ...choice, weightDecay: 0 });
    case 'sgd':
      return sgd({ momentum: 0, weightDecay: 0, ...choice });
  }
}
