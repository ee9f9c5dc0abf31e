import type { Operation } from '../network';
import { type Names, same, transposed } from './names';

/** The ways in which published encoders name their weights: those that fill gaps, a vision transformer, and the two towers of CLIP. */
export type EncoderFamily = 'bert' | 'roberta' | 'distilbert' | 'vit' | 'clip-text' | 'clip-vision';

export const isEncoder = (family: string): family is EncoderFamily => family in NAMES;

/**
 * The names that the reference implementation (transformers) has for the weights of one operation, after so many blocks; null for an operation that no
 * encoder of this family has.
 */
export const encoderNames = (family: EncoderFamily, operation: Operation, blocks: number): Names | null => {
  const { [operation.layer]: names } = NAMES[family];
  return names?.(blocks) ?? null;
};

type Table = Readonly<Record<string, (blocks: number) => Names>>;

/** Weights of linear maps, which lie transposed, and their biases; of norms, both as ours. */
const maps = (pairs: Readonly<Record<string, string>>): Names =>
  new Map([...transposed(named(pairs, 'weight')), ...same(named(pairs, 'bias'))]);
const norms = (pairs: Readonly<Record<string, string>>): Names =>
  same({ ...named(pairs, 'weight'), ...named(pairs, 'bias') });
const named = (pairs: Readonly<Record<string, string>>, end: string) =>
  Object.fromEntries(
    Object.entries(pairs).map(([ours, theirs]) => [ours === '' ? end : `${ours}.${end}`, `${theirs}.${end}`]),
  );
const table = (name: string) => () => same({ weight: name });

/** BERT’s and RoBERTa’s, which differ in the model’s name and the head. */
const bertLike = (stem: string): Table => ({
  'token-embedding': table(`${stem}.embeddings.word_embeddings.weight`),
  'position-learned': table(`${stem}.embeddings.position_embeddings.weight`),
  'token-types': table(`${stem}.embeddings.token_type_embeddings.weight`),
  norm: () => norms({ '': `${stem}.embeddings.LayerNorm` }),
  'transformer-block': (index) => {
    const block = `${stem}.encoder.layer.${index}`;
    return new Map([
      ...maps({
        'attention.query': `${block}.attention.self.query`,
        'attention.key': `${block}.attention.self.key`,
        'attention.value': `${block}.attention.self.value`,
        'attention.output': `${block}.attention.output.dense`,
        'feedForward.up': `${block}.intermediate.dense`,
        'feedForward.down': `${block}.output.dense`,
      }),
      ...norms({ attentionNorm: `${block}.attention.output.LayerNorm`, feedForwardNorm: `${block}.output.LayerNorm` }),
    ]);
  },
});

const maskedHead = (dense: string, norm: string, decoder: string, bias: string) => () =>
  new Map([
    ...maps({ transform: dense }),
    ...norms({ norm }),
    ...transposed({ weight: `${decoder}.weight` }),
    ...same({ bias }),
  ]);

/** Both towers of CLIP have the same blocks. */
const clipBlock = (stem: string) => (index: number) => {
  const block = `${stem}.encoder.layers.${index}`;
  return new Map([
    ...maps({
      'attention.query': `${block}.self_attn.q_proj`,
      'attention.key': `${block}.self_attn.k_proj`,
      'attention.value': `${block}.self_attn.v_proj`,
      'attention.output': `${block}.self_attn.out_proj`,
      'feedForward.up': `${block}.mlp.fc1`,
      'feedForward.down': `${block}.mlp.fc2`,
    }),
    ...norms({ attentionNorm: `${block}.layer_norm1`, feedForwardNorm: `${block}.layer_norm2` }),
  ]);
};

/** A convolution over squares is a linear map of each: kernels `[outputs, channels, rows, columns]`. */
const patches =
  (projection: string, classToken: string, positions: string, lead: number): (() => Names) =>
  () =>
    new Map([
      ['patch.weight', { name: `${projection}.weight`, layout: 'patches' }],
      ['patch.bias', { name: `${projection}.bias`, layout: 'same' }],
      ['classToken', { name: classToken, layout: 'same', lead: 2 * lead }],
      ['positions', { name: positions, layout: 'same', lead }],
    ]);

const NAMES: Readonly<Record<EncoderFamily, Table>> = {
  bert: {
    ...bertLike('bert'),
    'language-head': maskedHead(
      'cls.predictions.transform.dense',
      'cls.predictions.transform.LayerNorm',
      'cls.predictions.decoder',
      'cls.predictions.bias',
    ),
  },
  roberta: {
    ...bertLike('roberta'),
    // Its first two positions are those of padding, which is not used here.
    'position-learned': () =>
      new Map([['weight', { name: 'roberta.embeddings.position_embeddings.weight', layout: 'same', skip: 2 }]]),
    'language-head': maskedHead('lm_head.dense', 'lm_head.layer_norm', 'lm_head.decoder', 'lm_head.bias'),
  },
  distilbert: {
    'token-embedding': table('distilbert.embeddings.word_embeddings.weight'),
    'position-learned': table('distilbert.embeddings.position_embeddings.weight'),
    norm: () => norms({ '': 'distilbert.embeddings.LayerNorm' }),
    'transformer-block': (index) => {
      const block = `distilbert.transformer.layer.${index}`;
      return new Map([
        ...maps({
          'attention.query': `${block}.attention.q_lin`,
          'attention.key': `${block}.attention.k_lin`,
          'attention.value': `${block}.attention.v_lin`,
          'attention.output': `${block}.attention.out_lin`,
          'feedForward.up': `${block}.ffn.lin1`,
          'feedForward.down': `${block}.ffn.lin2`,
        }),
        ...norms({ attentionNorm: `${block}.sa_layer_norm`, feedForwardNorm: `${block}.output_layer_norm` }),
      ]);
    },
    'language-head': maskedHead('vocab_transform', 'vocab_layer_norm', 'vocab_projector', 'vocab_projector.bias'),
  },
  vit: {
    patchify: patches(
      'vit.embeddings.patch_embeddings.projection',
      'vit.embeddings.cls_token',
      'vit.embeddings.position_embeddings',
      1,
    ),
    'transformer-block': (index) => {
      const block = `vit.encoder.layer.${index}`;
      return new Map([
        ...maps({
          'attention.query': `${block}.attention.attention.query`,
          'attention.key': `${block}.attention.attention.key`,
          'attention.value': `${block}.attention.attention.value`,
          'attention.output': `${block}.attention.output.dense`,
          'feedForward.up': `${block}.intermediate.dense`,
          'feedForward.down': `${block}.output.dense`,
        }),
        ...norms({ attentionNorm: `${block}.layernorm_before`, feedForwardNorm: `${block}.layernorm_after` }),
      ]);
    },
    norm: () => norms({ '': 'vit.layernorm' }),
    'pick-token': () => new Map(),
    'example-head': () => maps({ output: 'classifier' }),
  },
  'clip-text': {
    'token-embedding': table('text_model.embeddings.token_embedding.weight'),
    'position-learned': table('text_model.embeddings.position_embedding.weight'),
    'transformer-block': clipBlock('text_model'),
    norm: () => norms({ '': 'text_model.final_layer_norm' }),
    'pick-token': () => new Map(),
    'example-head': () => maps({ output: 'text_projection' }),
  },
  'clip-vision': {
    patchify: patches(
      'vision_model.embeddings.patch_embedding',
      'vision_model.embeddings.class_embedding',
      'vision_model.embeddings.position_embedding.weight',
      0,
    ),
    'transformer-block': clipBlock('vision_model'),
    // One before all blocks, whose name is misspelt for good, and one after them.
    norm: (blocks) => norms({ '': `vision_model.${blocks === 0 ? 'pre_layrnorm' : 'post_layernorm'}` }),
    'pick-token': () => new Map(),
    'example-head': () => maps({ output: 'visual_projection' }),
  },
};
