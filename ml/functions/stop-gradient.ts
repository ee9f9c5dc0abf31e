import { clone, type Tensor } from '../tf';
import { withGradient } from './with-gradient';

/** What `f` gives, as if it were a constant: no gradient flows through it, and nothing of it is kept for one. */
export const stopGradient = (f: () => Tensor): Tensor =>
  // Were it a tensor that is used elsewhere, its gradient from there would be cut off too.
  withGradient([], () => ({ value: clone(f()), gradient: () => [] }));
