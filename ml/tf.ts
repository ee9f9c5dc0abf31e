/**
 * TF.js core as `ml/` uses it: the ops, plus the gradients and chained ops that `@tensorflow/tfjs-core` leaves out.
 * Every file of `ml/` imports TF.js from here, so nothing can differentiate before the gradients are registered. Core comes first: under Node the
 * gradients are modules beside it, and who loads `Tensor` first makes the class that both use; only core's has all its methods.
 */
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';

export * from '@tensorflow/tfjs-core';
