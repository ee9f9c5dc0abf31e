import {
  addOperation,
  type Describer,
  emptyExampleNetwork,
  GenloomError,
  type JointEncoder,
  type Model,
  type Network,
  numbersIn,
} from '@/graph';
import { describeExampleHead, describeMlp } from '../network/parameters';

/** The networks of a model that describes pictures, and the weights that it begins with but for those of its new projector. */
export function describerOf(
  encoder: JointEncoder,
  model: Model,
  { places, hidden }: { readonly places: number; readonly hidden: number },
): Pick<Describer, 'networks' | 'weights'> {
  const picture = withoutHead(encoder.networks.picture);
  const features = numbersIn(picture.shape.slice(1).map(Number));
  const { language, width } = withPrefix(model);
  const own = Object.entries(encoder.weights).filter(([name]) =>
    picture.operations.some(({ id }) => name.startsWith(`picture/${id}.`)),
  );
  return {
    networks: { picture, projector: projector(features, { places, hidden, width }), language },
    weights: {
      ...Object.fromEntries(own),
      ...Object.fromEntries(Object.entries(model.weights).map(([name, weight]) => [`language/${name}`, weight])),
    },
  };
}

/** What the encoder sees before it is projected into the shared space, which is made for comparing and leaves more out. */
function withoutHead(network: Network): Network {
  const head = network.operations.find(({ id }) => id === network.output);
  const below = network.operations.find(({ id }) => id === head?.inputs[0]);
  if (!head || !below) throw new TypeError('A joint encoder ends in a projection.');
  return {
    ...network,
    operations: network.operations.filter(({ id }) => id !== head.id),
    output: below.id,
    shape: below.shape,
  };
}

/** An MLP from features to tokens of the language model’s width (Liu et al. 2024, LLaVA-1.5). They begin small, as words do. */
function projector(
  features: number,
  { places, hidden, width }: { readonly places: number; readonly hidden: number; readonly width: number },
): Network {
  const dense = {
    inputs: features,
    width: hidden,
    layers: 1,
    activation: 'silu',
    residual: false,
    time: false,
    classes: 0,
  };
  const begun = addOperation(emptyExampleNetwork({ shape: [features], time: false, classes: 0 }), {
    layer: 'mlp',
    params: dense,
    shape: ['B', hidden],
    ...describeMlp(dense),
  });
  return addOperation(begun, {
    layer: 'example-head',
    params: { inputs: hidden, shape: [places, width], scale: 0.1, gives: 'tokens' },
    shape: ['B', places, width],
    ...describeExampleHead(hidden, [places, width]),
  });
}

/** The language model with room before its words. @throws GenloomError `describer.no-words`, `describer.masked` */
function withPrefix({ network, objective }: Model): { readonly language: Network; readonly width: number } {
  const embedding = network.operations.find(
    ({ layer, inputs }) => layer === 'token-embedding' && inputs[0] === 'input',
  );
  const width = embedding?.shape[2];
  if (!embedding || typeof width !== 'number')
    throw new GenloomError({
      code: 'describer.no-words',
      title: 'This language model does not begin with a table of tokens, so nothing can be put before its words.',
      fix: 'Use one that begins with a “Token embedding”.',
    });
  if (objective === 'masked')
    throw new GenloomError({
      code: 'describer.masked',
      title: 'This language model fills gaps, and does not go on writing.',
      fix: 'Connect one of “Train language model”.',
    });
  const { output, operations } = addOperation(
    { ...network, output: embedding.id },
    {
      layer: 'prefix-tokens',
      params: {},
      inputs: [embedding.id, 'prefix'],
      shape: embedding.shape,
      parameters: [],
      flops: 0,
    },
  );
  const prefix = operations.find(({ id }) => id === output);
  return {
    width,
    language: {
      ...network,
      operations: network.operations.flatMap((operation) =>
        operation.id === embedding.id
          ? [operation, ...(prefix ? [prefix] : [])]
          : [{ ...operation, inputs: operation.inputs.map((id) => (id === embedding.id ? output : id)) }],
      ),
    },
  };
}
