import { factoringOut } from '../flows/squeeze';
import { convolve } from '../functions/convolution';
import { flowLayer } from './flow-layer';
import { constantValues, required } from './initial';
import { sizeParam } from './params';

/**
 * Half of the channels go on, `[B, H, W, channels]` to half as many; a convolution over them tells the mean and the deviation of the others, which are done
 * (Dinh et al. 2017, section 3.6; Kingma & Dhariwal 2018). It begins at mean 0 and deviation 1. Params: `channels`.
 */
export const splitOff = flowLayer({
  parameters(params) {
    const channels = sizeParam(params, 'channels');
    const on = Math.ceil(channels / 2);
    const told = 2 * (channels - on);
    return [
      { name: 'filter', shape: [3, 3, on, told] },
      { name: 'bias', shape: [told] },
    ];
  },
  initialise: (spec) => constantValues(spec, 0),
  flow(weights) {
    const [filter, bias] = [required(weights, 'filter'), required(weights, 'bias')];
    return factoringOut({ conditioner: (on) => convolve(on, filter, bias, 1) });
  },
});
