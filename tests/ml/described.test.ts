import { expect, test } from 'vitest';
import { layers } from '@/ml/layers';
import { isFlowLayer } from '@/ml/layers/flow-layer';
import type { Params } from '@/ml/layers/params';
import { createRandom } from '@/ml/random';
import {
  describeActNorm,
  describeCoupling,
  describeImageCoupling,
  describeInvertibleLinear,
  describeLogit,
  describeMaskedAutoregressive,
  describeSplitOff,
  FLOW_LAYERS,
} from '@/nodes/network/flow-parameters';
import {
  describeConvolution,
  describeImageNorm,
  describeResidualBlock,
  describeUnet,
} from '@/nodes/network/image-parameters';
import {
  describeAttention,
  describeBlock,
  describeCodebook,
  describeConvnext,
  describeDense,
  describeExampleHead,
  describeFeedForward,
  describeFourierFeatures,
  describeGraphNetwork,
  describeHead,
  describeMlp,
  describeNorm,
  describePointnet,
  describeScoreHead,
  describeTable,
  describeTriplane,
} from '@/nodes/network/parameters';
import {
  describeCondition,
  describeCrossAttention,
  describeDitBlock,
  describeFilm,
  describeImageAttention,
  describePatchify,
  describeSpaceTimeBlock,
  describeTubelets,
  describeUnpatchify,
  describeUntubelets,
} from '@/nodes/network/patch-parameters';
import { describeStyleSynthesis } from '@/nodes/network/style-parameters';

const made = (layer: string, params: Params) => layers.get(layer)?.parameters(params);

test('what a layer makes has the names and shapes that its block’s description promises', () => {
  expect(made('token-embedding', { vocabulary: 65, width: 8 })).toEqual(describeTable(65, 8).parameters);
  expect(made('position-learned', { context: 16, width: 8 })).toEqual(describeTable(16, 8).parameters);
  expect(made('token-types', { types: 2, width: 8 })).toEqual(describeTable(2, 8).parameters);
  expect(made('pick-token', {})).toEqual([]);
  expect(made('position-sinusoidal', { width: 8 })).toEqual([]);
  expect(made('residual-add', {})).toEqual([]);
  for (const bias of [true, false]) {
    for (const norm of ['layer-norm', 'rms-norm'] as const) {
      expect(made('norm', { kind: norm, width: 8, bias })).toEqual(describeNorm(norm, 8, bias).parameters);
      for (const keyValueHeads of [1, 2, 4]) {
        const sizes = { width: 8, heads: 4, keyValueHeads, bias };
        expect(made('attention', sizes)).toEqual(describeAttention(sizes, 16).parameters);
        for (const activation of ['gelu', 'silu', 'relu', 'swiglu', 'gelu-exact', 'gelu-quick'] as const) {
          const forward = describeFeedForward(8, 24, activation, bias).parameters;
          expect(made('feed-forward', { width: 8, hidden: 24, activation, bias })).toEqual(forward);
          const block = describeBlock(sizes, norm, 24, activation, 16).parameters;
          expect(made('transformer-block', { ...sizes, norm, activation, hidden: 24 })).toEqual(block);
        }
      }
    }
    // What only published models have: heads of another width, biases of some maps alone, norms of queries and keys.
    for (const more of [{ headWidth: 6 }, { inputBias: !bias }, { outputBias: !bias }, { headNorm: true }]) {
      const sizes = { width: 8, heads: 4, keyValueHeads: 2, bias, ...more };
      expect(made('attention', sizes)).toEqual(describeAttention(sizes, 16).parameters);
    }
    for (const norm of ['layer-norm', 'rms-norm', 'none'] as const) {
      expect(made('score-head', { width: 8, norm, bias })).toEqual(describeScoreHead(8, norm, bias).parameters);
      for (const tiedTo of [null, 'embedding.weight']) {
        const params = { width: 8, vocabulary: 65, tied: tiedTo !== null, norm, bias, ...(tiedTo && { tiedTo }) };
        expect(made('language-head', params)).toEqual(describeHead(8, 65, norm, bias, tiedTo).parameters);
        const more = { transform: true, projectionBias: true };
        expect(made('language-head', { ...params, transform: 'gelu-exact', projectionBias: true })).toEqual(
          describeHead(8, 65, norm, bias, tiedTo, more).parameters,
        );
      }
    }
  }
});

test('so do the layers of flows', () => {
  for (const channels of [2, 5]) {
    expect(made('act-norm', { channels })).toEqual(describeActNorm(channels).parameters);
    expect(made('invertible-linear', { channels })).toEqual(describeInvertibleLinear(channels).parameters);
    for (const kind of ['affine', 'additive', 'spline'] as const)
      for (const swap of [false, true])
        for (const classes of [0, 3]) {
          const sizes = { channels, kind, swap, width: 8, layers: 2, classes, bins: 6 };
          expect(made('coupling', sizes)).toEqual(describeCoupling(sizes).parameters);
          expect(made('image-coupling', sizes)).toEqual(describeImageCoupling(sizes, 4).parameters);
          const masked = { channels, width: 8, layers: 2, classes };
          expect(made('masked-autoregressive', masked)).toEqual(describeMaskedAutoregressive(masked).parameters);
        }
    expect(made('split-off', { channels })).toEqual(describeSplitOff(channels, 4).parameters);
  }
  expect(made('squeeze', {})).toEqual([]);
  expect(made('logit', {})).toEqual(describeLogit(16).parameters);
});

test('the operations of a coupling over images are those of its convolutions, counted by hand', () => {
  const sizes = { channels: 4, kind: 'affine', swap: false, width: 8, layers: 2, classes: 0, bins: 8 } as const;
  // 2 channels to 8, 8 to 8, 8 to 2 shifts and 2 scales; two activations; tanh, exp and what they are used for.
  expect(describeImageCoupling(sizes, 9).flops).toBe(9 * (2 * 9 * 2 * 8 + 2 * 8 * 8 + 2 * 9 * 8 * 4 + 2 * 8 + 5 * 2));
});

test('the layers that blocks take for undoable are those that are', () => {
  const undoable = [...layers].filter(([, layer]) => isFlowLayer(layer)).map(([name]) => name);
  expect(new Set(undoable)).toEqual(FLOW_LAYERS);
});

test('so it is with layers over examples, whatever they are told', () => {
  expect(made('example-head', { inputs: 7, shape: [2, 3] })).toEqual(describeExampleHead(7, [2, 3]).parameters);
  expect(made('dense', { inputs: 7, width: 3 })).toEqual(describeDense(7, 3).parameters);
  expect(made('vector-quantiser', { entries: 5, width: 3 })).toEqual(describeCodebook(5, 3, 4).parameters);
  expect(made('example-head', { inputs: 7, shape: [1], classes: 3 })).toEqual(
    describeExampleHead(7, [1], 3).parameters,
  );
  for (const time of [true, false])
    for (const classes of [0, 3]) {
      const mlp = { inputs: 2, width: 8, layers: 3, time, classes };
      expect(made('mlp', mlp)).toEqual(describeMlp(mlp).parameters);
      const heard = { ...mlp, words: 5 };
      expect(made('mlp', heard)).toEqual(describeMlp(heard).parameters);
      const image = { height: 8, width: 12, inputs: 3, time, classes };
      for (const norm of ['none', 'group'] as const)
        for (const size of ['same', 'half', 'double'] as const) {
          const sizes = { ...image, channels: 6, kernel: 5, size, norm, activation: 'silu' };
          expect(made('convolution', sizes)).toEqual(describeConvolution(sizes).parameters);
        }
      for (const channels of [[6], [6, 6], [4, 8, 8]])
        for (const blocks of [1, 2])
          for (const attention of [true, false]) {
            for (const patch of [1, 2]) {
              const sizes = { ...image, outputs: 1, channels, blocks, patch, attention };
              expect(made('unet', sizes)).toEqual(describeUnet(sizes).parameters);
              const heard = { ...sizes, words: 5 };
              expect(made('unet', heard)).toEqual(describeUnet(heard).parameters);
            }
          }
    }
});

test('so it is with layers over patches, and with what blocks are told', () => {
  const cut = { height: 8, width: 12, patch: 4, tokenWidth: 16 };
  for (const positions of ['sinusoidal', 'learned', 'none'] as const) {
    const sizes = { ...cut, inputs: 3, positions };
    expect(made('patchify', sizes)).toEqual(describePatchify(sizes).parameters);
    const over = { ...sizes, step: 2 };
    expect(made('patchify', over)).toEqual(describePatchify(over).parameters);
    const more = { ...sizes, classToken: true, bias: false };
    expect(made('patchify', more)).toEqual(describePatchify(more).parameters);
  }
  expect(made('example-head', { inputs: 7, shape: [2], bias: false })).toEqual(
    describeExampleHead(7, [2], 0, false).parameters,
  );
  for (const told of [true, false]) {
    const sizes = { ...cut, outputs: 3, norm: true, told };
    expect(made('unpatchify', sizes)).toEqual(describeUnpatchify(sizes).parameters);
  }
  for (const time of [true, false])
    for (const classes of [0, 3]) {
      const sizes = { width: 8, time, classes };
      expect(made('condition', sizes)).toEqual(describeCondition(sizes).parameters);
      const heard = { ...sizes, words: 5 };
      expect(made('condition', heard)).toEqual(describeCondition(heard).parameters);
    }
  const block = describeDitBlock(8, 2, 32, 6);
  expect(made('dit-block', { width: 8, heads: 2, hidden: 32 })).toEqual(block.parameters);
  expect(made('film', { channels: 6, toldWidth: 8 })).toEqual(describeFilm(6, 8, 4).parameters);
  for (const norm of ['none', 'group'] as const) {
    const sizes = { channels: 6, heads: 2, norm };
    expect(made('image-attention', sizes)).toEqual(describeImageAttention(sizes, 4).parameters);
  }
  expect(made('token-mean', {})).toEqual([]);
  const cloud = { points: 40, width: 8, layers: 2, features: 12 };
  expect(made('pointnet', cloud)).toEqual(describePointnet(cloud).parameters);
  for (const frequencies of ['octaves', 'random'] as const) {
    const waves = { inputs: 3, bands: 4, frequencies };
    expect(made('fourier-features', waves)).toEqual(describeFourierFeatures(3, 4, frequencies).parameters);
  }
  const planes = { resolution: 6, channels: 4 };
  expect(made('triplane', planes)).toEqual(describeTriplane(6, 4).parameters);
  const bodies = { axes: 2, features: 3, width: 8, rounds: 2, outputs: 4, joined: 'pairs' };
  expect(made('graph-network', bodies)).toEqual(describeGraphNetwork(bodies, { bodies: 3, edges: 6 }).parameters);
  const along = { inputs: 5, width: 8, hidden: 12, blocks: 2, kernel: 3, outputs: 6 };
  expect(made('convnext', along)).toEqual(describeConvnext(along, 9).parameters);
  const told = { width: 8, heads: 2, words: 11, length: 5 };
  expect(made('cross-attention', told)).toEqual(describeCrossAttention(told, 6).parameters);
});

test('the operations of cross-attention are those of its products, counted by hand', () => {
  const [width, length, places] = [8, 5, 6];
  const words = length * (width + 2 * 2 * width * width);
  const perPlace = 7 * width + 2 * 2 * width * width + 4 * length * width + width;
  expect(describeCrossAttention({ width, words: 11, length }, places).flops).toBe(words + places * perPlace);
});

test('the operations of a DiT block are those of its products, counted by hand', () => {
  const [width, hidden, places] = [8, 32, 6];
  const told = width + 2 * width * 6 * width;
  const attention = 2 * width * 4 * width + 4 * width * places;
  const forward = 4 * width * hidden + hidden;
  expect(describeDitBlock(width, 2, hidden, places).flops).toBe(
    told + places * (attention + forward + 2 * (5 * width + 4 * width)),
  );
});

test('so it is with layers over clips, whose operations are counted by hand', () => {
  const cut = { frames: 6, height: 8, width: 12, span: 2, patch: 4, tokenWidth: 16 };
  const [times, places, numbers] = [3, 6, 2 * 4 * 4 * 3];
  for (const positions of ['sinusoidal', 'learned', 'none'] as const) {
    const sizes = { ...cut, inputs: 3, positions };
    expect(made('tubelets', sizes)).toEqual(describeTubelets(sizes).parameters);
  }
  expect(describeTubelets({ ...cut, inputs: 3, positions: 'none' }).flops).toBe(2 * times * places * numbers * 16);
  for (const told of [true, false]) {
    const sizes = { ...cut, outputs: 3, norm: true, told };
    expect(made('untubelets', sizes)).toEqual(describeUntubelets(sizes).parameters);
    const modulation = told ? 2 * 16 * 2 * 16 + 16 : 0;
    const each = 5 * 16 + (told ? 2 * 16 : 0) + 2 * 16 * numbers;
    expect(describeUntubelets(sizes).flops).toBe(modulation + times * places * each);
    const block = { width: 16, heads: 2, hidden: 24, told };
    const { parameters, flops } = describeSpaceTimeBlock(block, times, places);
    expect(made('space-time-block', { ...block, times })).toEqual(parameters);
    const products = 2 * (2 * 16 * 4 * 16) + 4 * 16 * (places + times) + 4 * 16 * 24 + 24;
    const around = 3 * (5 * 16 + (told ? 4 : 1) * 16);
    expect(flops).toBe((told ? 16 + 2 * 16 * 9 * 16 : 0) + times * places * (products + around));
  }
});

test('so it is with the layer of a style decoder', () => {
  for (const noise of [true, false])
    for (const doublings of [1, 2]) {
      const sizes = { inputs: 5, height: 8, width: 12, outputs: 3, channels: 4, doublings, noise };
      expect(made('style-synthesis', sizes)).toEqual(describeStyleSynthesis(sizes).parameters);
    }
});

test('the operations of a U-Net are those of its convolutions, counted by hand', () => {
  const sizes = {
    height: 8,
    width: 8,
    inputs: 1,
    outputs: 1,
    channels: [4],
    blocks: 1,
    patch: 1,
    attention: false,
    time: false,
    classes: 0,
  };
  // in, two in the block, out; two norms of 7 a number and their activations, the sum; the last norm and activation.
  const convolutions = 2 * 9 * (1 * 4 + 4 * 4 + 4 * 4 + 4 * 1);
  expect(describeUnet(sizes).flops).toBe(64 * (convolutions + 2 * (7 * 4 + 4) + 4 + 7 * 4 + 4));
});

test('so it is with the blocks that a U-Net opens into', () => {
  for (const norm of ['none', 'group', 'instance', 'layer', 'batch'] as const)
    for (const channels of [4, 6])
      for (const toldWidth of [0, 8]) {
        const sizes = { inputs: 4, channels, norm, toldWidth };
        expect(made('residual-block', sizes)).toEqual(describeResidualBlock(sizes, 4).parameters);
      }
  expect(made('image-norm', { channels: 6 })).toEqual(describeImageNorm(6, 4, 'none').parameters);
  const batch = made('image-norm', { channels: 6, norm: 'batch' });
  expect(batch).toEqual(describeImageNorm(6, 4, 'none', 'batch').parameters);
  expect(batch?.filter(({ statistic }) => statistic).map(({ name }) => name)).toEqual(['running_mean', 'running_var']);
  const plain = { width: 8, time: true, classes: 3, mix: false };
  expect(made('condition', plain)).toEqual(describeCondition(plain).parameters);
  const attention = { channels: 6, heads: 2, norm: 'layer', gain: false } as const;
  expect(made('image-attention', attention)).toEqual(describeImageAttention(attention, 4).parameters);
  expect(made('join-channels', {})).toEqual([]);
  expect(made('resample', {})).toEqual([]);
});

test('every norm begins as one that changes nothing: weights of 1, biases of 0', () => {
  const settings: Record<string, Params> = {
    'transformer-block': { width: 8, heads: 2, norm: 'layer-norm', activation: 'gelu', hidden: 16, bias: true },
    'residual-block': { inputs: 4, channels: 4, norm: 'group' },
    unet: { inputs: 1, outputs: 1, channels: [8, 16], blocks: 1, patch: 1, attention: true },
  };
  for (const [name, params] of Object.entries(settings)) {
    const layer = layers.get(name);
    const norms = layer?.parameters(params).filter(({ name: part }) => /norm\d?\.(weight|bias)$/i.test(part)) ?? [];
    expect(norms.length, name).toBeGreaterThan(0);
    for (const spec of norms) {
      const first = layer?.initialise(spec, createRandom(3), params) ?? [];
      expect([...new Set(first)], `${name}: ${spec.name}`).toEqual([spec.name.endsWith('weight') ? 1 : 0]);
    }
  }
});
