import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';

/** A network, `surface`, that tells how far the surface of a solid is from any place in the cube from −1 to 1, in units of `reach`, negative inside and cut off at 1. */
export interface ImplicitSurface extends TrainedNetworks {
  readonly reach: number;
  /** What is said of each solid that it learned; told which, by its number, it tells of that one. */
  readonly names: readonly string[];
}

export const implicitSurface: Kind<ImplicitSurface> = {
  name: 'implicit-surface',
  of: [],
  title: 'Learned surface',
  phrase: 'a surface that a network knows',
  family: 'network',
};
