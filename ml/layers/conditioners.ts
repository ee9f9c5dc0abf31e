import type { Conditioner } from '../flows/coupling';
import { convolve } from '../functions/convolution';
import { linear } from '../functions/linear';
import type { ParameterSpec } from '../network';
import type { Random } from '../random';
import { add, relu, type Tensor } from '../tf';
import { everywhere } from './image-norm';
import { constantValues, linearSpecs, partOf, required, uniformValues, within } from './initial';
import type { LayerWeights } from './layer';
import { mlp, runMlp } from './mlp';
import { type Params, sizeParam } from './params';
import { toldSpecs, toldVector } from './told';

/** The small network in a coupling, which reads what stays. Its last layer is called `output`, which the coupling gives its first values. */
export interface ConditionerNetwork {
  /** From so many channels to as many numbers as the coupling asks for. */
  parameters(params: Params, kept: number, outputs: number): readonly ParameterSpec[];
  /** First values of all but `output`. */
  initialise(spec: ParameterSpec, random: Random, params: Params, kept: number): Float32Array;
  conditioner(weights: LayerWeights, params: Params, kept: number, told: readonly Tensor[]): Conditioner;
}

/** An MLP, for points. Params: `width`, `layers`, `classes`. */
export const denseConditioner: ConditionerNetwork = {
  parameters: (params, kept, outputs) => [
    ...within('conditioner', mlp.parameters(mlpOf(params, kept))),
    ...linearSpecs('output', sizeParam(params, 'width'), outputs, true),
  ],
  initialise(spec, random, params, kept) {
    const [part = ''] = spec.name.split('.');
    return mlp.initialise({ ...spec, name: spec.name.slice(part.length + 1) }, random, mlpOf(params, kept));
  },
  conditioner(weights, params, kept, told) {
    const own = partOf('conditioner', weights);
    const [weight, bias] = [required(weights, 'output.weight'), required(weights, 'output.bias')];
    return (x) => linear(runMlp([x, ...told], own, mlpOf(params, kept)), weight, bias);
  },
};

const mlpOf = (params: Params, kept: number): Params => ({
  inputs: kept,
  width: params.width,
  layers: params.layers,
  classes: params.classes ?? 0,
});

/**
 * A convolutional network, for images: 3 × 3, then 1 × 1, then 3 × 3 to what is asked for, as Glow's (Kingma & Dhariwal 2018, section 4); of more `layers`
 * than 2, all between are 1 × 1. Params: `width`, `layers`, `classes`.
 */
export const convolutionalConditioner: ConditionerNetwork = {
  parameters(params, kept, outputs) {
    const width = sizeParam(params, 'width');
    const between = Array.from({ length: sizeParam(params, 'layers') - 1 }, (_, index) =>
      linearSpecs(`layer${index + 1}`, width, width, true),
    );
    return [
      ...within('conditioner', [
        { name: 'layer0.filter', shape: [3, 3, kept, width] },
        { name: 'layer0.bias', shape: [width] },
        ...between.flat(),
        ...toldSpecs({ classes: params.classes ?? 0 }, width),
      ]),
      { name: 'output.filter', shape: [3, 3, width, outputs] },
      { name: 'output.bias', shape: [outputs] },
    ];
  },
  initialise(spec, random) {
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    return uniformValues(spec, random, spec.name.startsWith('conditioner.classes') ? 1 : Math.SQRT2);
  },
  conditioner(weights, params, _kept, told) {
    const own = partOf('conditioner', weights);
    const bias = (name: string) => required(own, `${name}.bias`);
    const situation = toldVector(told, own, { classes: params.classes ?? 0 });
    return (x) => {
      const found = convolve(x, required(own, 'layer0.filter'), bias('layer0'), 1);
      let h: Tensor = relu(situation ? add(found, everywhere(situation)) : found);
      for (let index = 1; index < sizeParam(params, 'layers'); index++)
        h = relu(linear(h, required(own, `layer${index}.weight`), bias(`layer${index}`)));
      return convolve(h, required(weights, 'output.filter'), required(weights, 'output.bias'), 1);
    };
  },
};
