import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';
import type { World } from './world';

/** A network that decides what to do in a world: it gives each action a score. */
export interface Policy extends Pick<TrainedNetworks, 'networks' | 'weights' | 'trainedSteps'> {
  /** The only role is `policy`: what is seen of an action, `[B, width]`, to its score, `[B, 1]`. */
  readonly networks: { readonly policy: TrainedNetworks['networks'][string] };
  /** What it learned in. */
  readonly learnedIn: World;
  /** Mean return of the episodes that it was looked at in. */
  readonly meanReturn: number;
}

export const policy: Kind<Policy> = { name: 'policy', of: [], title: 'Policy', phrase: 'a policy', family: 'network' };
