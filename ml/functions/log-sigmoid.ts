import { add, exp, log, neg, relu, softplus, sub, type Tensor } from '../tf';

/** `log σ(x)`, exact however large `x` is. */
export const logSigmoid = (x: Tensor): Tensor => neg(softplus(neg(x)));

/** `log(1 − exp(x))` of `x < 0`; where float32 tells nothing of it from 0, the logarithm of what it would just tell. */
export const logOneMinusExp = (x: Tensor): Tensor => log(add(relu(sub(1, exp(x))), 1e-7));
