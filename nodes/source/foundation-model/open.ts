import {
  type Facts,
  type FactsOf,
  GenloomError,
  type Json,
  type OpenedBlock,
  type Operation,
  type Ports,
} from '@/graph';

/** The blocks that spell out a language model's network, which comes from what is known of the model. Layers that are alike are one block that says how many. */
export function open(_params: unknown, { model }: FactsOf<Ports>): readonly OpenedBlock[] {
  if (!model?.network)
    throw new GenloomError({
      code: 'open.not-loaded',
      title: 'How this model is built is not known yet.',
      fix: 'Run this node: then its files have been read. Open its architecture after that.',
    });
  const { network } = model;
  const blocks: OpenedBlock[] = [];
  let repeat = 0;
  for (const [index, operation] of network.operations.entries()) {
    const next = network.operations[index + 1];
    repeat++;
    if (operation.layer === 'transformer-block' && next && isAlike(operation, next)) continue;
    blocks.push({ id: `${operation.layer}${index}`, ...blockOf(operation, repeat, network) });
    repeat = 0;
  }
  return blocks;
}

const isAlike = (one: Operation, other: Operation): boolean =>
  one.layer === other.layer && JSON.stringify(one.params) === JSON.stringify(other.params);

type Params = NonNullable<OpenedBlock['params']>;

function blockOf(
  { layer, params }: Operation,
  repeat: number,
  network: NonNullable<Facts['network']>,
): Omit<OpenedBlock, 'id'> {
  const { width: _, ...own } = params;
  switch (layer) {
    case 'token-embedding': {
      const { vocabulary = null, width = null } = params;
      // Learned positions say themselves how far a network looks.
      const isLimited = network.operations.every((other) => other.layer !== 'position-learned');
      const context = isLimited ? network.context : null;
      return {
        type: 'network.token-embedding',
        params: { width, rows: vocabulary, context },
        inputs: { tokenizer: { output: 'tokenizer' } },
      };
    }
    case 'position-learned':
      return { type: 'network.positions', params: { kind: 'learned', context: params.context ?? null } };
    case 'position-sinusoidal':
      return { type: 'network.positions', params: { kind: 'sinusoidal' } };
    case 'transformer-block':
      return { type: 'network.transformer-block', params: { ...transformerParams(params), repeat } };
    case 'language-head': {
      const { vocabulary: _, ...head } = own;
      return { type: 'network.language-head', params: head };
    }
    default:
      throw new GenloomError({
        code: 'open.no-block',
        title: `No block of the canvas is what this model calls “${layer}”.`,
        fix: 'Models that write, such as GPT-2, Llama and Qwen, can be opened. One that fills gaps is used, and fine-tuned, as it is.',
      });
  }
}

/** The settings of “Transformer block” that make a layer as this one. */
function transformerParams({
  width,
  hidden,
  inputBias,
  outputBias,
  ropeScaling,
  residualScale: _,
  ...same
}: Operation['params']): Params {
  const bias = (name: string, value: Json | undefined): Params =>
    value === undefined ? {} : { [name]: value ? 'on' : 'off' };
  return {
    ...same,
    hidden: Number(hidden) / Number(width),
    ...bias('inputBias', inputBias),
    ...bias('outputBias', outputBias),
    ...stretched(ropeScaling),
  };
}

/** What `ropeScaling` of a layer calls its numbers → what the block calls them. */
const STRETCHED: Readonly<Record<string, string>> = {
  kind: 'ropeScaling',
  factor: 'ropeFactor',
  originalContext: 'ropeContext',
  lowFrequency: 'ropeLow',
  highFrequency: 'ropeHigh',
  fast: 'ropeFast',
  slow: 'ropeSlow',
  attentionFactor: 'ropeSharpness',
  truncate: 'ropeWhole',
};

function stretched(scaling: Json | undefined): Params {
  if (typeof scaling !== 'object' || scaling === null || Array.isArray(scaling)) return {};
  return Object.fromEntries(
    Object.entries(scaling).flatMap(([name, value]) => (STRETCHED[name] ? [[STRETCHED[name], value]] : [])),
  );
}
