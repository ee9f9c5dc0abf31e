import type { Network } from '../network/network';
import type { Kind } from './kind';

/** A description of a network: operations, shapes and parameters, no weights. */
export const network: Kind<Network> = {
  name: 'network',
  of: [],
  title: 'Network',
  phrase: 'a network',
  family: 'network',
};
