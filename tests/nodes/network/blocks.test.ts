import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnyContract,
  countFlops,
  countParameters,
  extendNode,
  type Facts,
  type FactsOf,
  type Network,
  type Ports,
} from '@/graph';
import { layerOf } from '@/ml/layers';
import { catalogue } from '@/nodes';
import { concreteNetwork } from '@/nodes/common/network';

const contractOf = (type: string): AnyContract => {
  const contract = catalogue.get(type);
  if (!contract) throw new Error(`there is no ${type}`);
  return contract;
};

const extend = (type: string, params: Record<string, unknown>, inputs: FactsOf<Ports>) => {
  const contract = contractOf(type);
  return extendNode(contract, inputs, contract.params.parse(params), { nodeId: 'node' });
};

const add = (type: string, params: Record<string, unknown>, inputs: FactsOf<Ports>): Facts => {
  const extended = extend(`network.${type}`, params, inputs);
  if (!extended.ok) throw new Error(extended.error.title);
  return extended.facts.network ?? {};
};

const refused = (type: string, params: Record<string, unknown>, inputs: FactsOf<Ports>) => {
  const extended = extend(type, params, inputs);
  if (extended.ok) throw new Error('nothing was refused');
  return { port: extended.port, ...extended.error };
};

const embedded = (width: number, vocabularySize: number | string = 65): Facts =>
  add('token-embedding', { width }, { tokenizer: { vocabularySize, tokenizedBy: 'characters.tokenizer' } });

const networkOf = (facts: Facts): Network => {
  if (!facts.network) throw new Error('no network');
  return facts.network;
};

/** The numbers of an operation's parameters as its layer makes them. */
function expectSameAsLayers(network: Network): void {
  const concrete = concreteNetwork(network);
  for (const operation of concrete.operations) {
    const made = layerOf(operation).parameters(operation.params);
    const promised = operation.parameters.map(({ name, shape }) => ({ name, shape }));
    expect(promised, operation.layer).toEqual(made.map(({ name, shape }) => ({ name, shape })));
  }
}

test('the GPT-2 configuration has the 124,439,808 parameters that were published', () => {
  let facts = embedded(768, 50_257);
  facts = add('positions', { context: 1_024 }, { network: facts });
  facts = add('transformer-block', { heads: 12, repeat: 12, bias: true }, { network: facts });
  facts = add('language-head', { bias: true, tied: true }, { network: facts });
  const { operations, context } = networkOf(facts);
  expect(countParameters(operations)).toEqual({ known: 124_439_808, perSymbol: {} });
  expect(context).toBe(1_024);
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  // Kaplan et al. 2020, table 1: 2 N + 2 · layers · context · width for each token, embeddings left out; the norms are the rest.
  const matrices = 124_439_808 - 1_024 * 768 - 12 * (9 * 768 + 4 * 768 + 4 * 768) - 2 * 768;
  expect(countFlops(operations) / (2 * matrices + 4 * 12 * 1_024 * 768)).toBeCloseTo(1, 2);
});

test('what a block promises is what its layer makes, for any settings that it accepts', () => {
  const activation = fc.constantFrom('gelu', 'silu', 'relu', 'swiglu');
  const norm = fc.constantFrom('layer-norm', 'rms-norm');
  fc.assert(
    fc.property(
      fc.record({
        heads: fc.constantFrom(1, 2, 4),
        keyValueHeads: fc.constantFrom(null, 0, 1),
        headWidth: fc.constantFrom(2, 6, 8),
        positions: fc.constantFrom('none', 'rope', 'alibi'),
        kind: fc.constantFrom('learned', 'sinusoidal'),
        causal: fc.boolean(),
        bias: fc.boolean(),
        tied: fc.boolean(),
        hidden: fc.constantFrom(1, 2.67, 4),
        repeat: fc.integer({ min: 1, max: 3 }),
        activation,
        norm,
        headNorm: fc.constantFrom('layer-norm', 'rms-norm', 'none'),
      }),
      ({ headWidth, headNorm, kind, norm: normKind, ...params }) => {
        let facts = embedded(headWidth * params.heads);
        facts = add('positions', { kind, context: 16 }, { network: facts });
        facts = add('transformer-block', { ...params, norm: normKind }, { network: facts });
        const branch = add('attention', params, { network: add('norm', { kind: normKind }, { network: facts }) });
        facts = add('residual-add', {}, { network: facts, branch });
        facts = add('residual-add', {}, { network: facts, branch: add('feed-forward', params, { network: facts }) });
        facts = add('language-head', { ...params, norm: headNorm }, { network: facts });
        expect(facts.tokenizedBy).toBe('characters.tokenizer');
        expectSameAsLayers(networkOf(facts));
      },
    ),
    { numRuns: 50 },
  );
});

test('a vocabulary that is not learned yet stays a symbol in every shape it is part of', () => {
  const facts = add('language-head', { tied: false }, { network: embedded(128, 'V:characters') });
  const { operations, shape } = networkOf(facts);
  expect(shape).toEqual(['B', 'T', 'V:characters']);
  expect(countParameters(operations)).toEqual({ known: 128, perSymbol: { 'V:characters': 256 } });
});

describe('a block refuses what cannot work, and says what would', () => {
  test('heads that do not divide the width', () => {
    const { port, code, fix } = refused('network.transformer-block', { heads: 5 }, { network: embedded(128) });
    expect({ port, code }).toEqual({ port: 'network', code: 'attention.heads' });
    expect(fix).toContain('4, 8');
    expect(fix).toContain('width of 130');
  });
  test('key/value heads that the heads cannot share', () => {
    const { code, fix } = refused('network.attention', { heads: 4, keyValueHeads: 3 }, { network: embedded(128) });
    expect(code).toBe('attention.key-value-heads');
    expect(fix).toContain('1, 2 or 4');
  });
  test('RoPE on heads of an odd width', () => {
    const given = { heads: 4, positions: 'rope' };
    expect(refused('network.attention', given, { network: embedded(12) }).code).toBe('attention.odd-head');
  });
  test('a block after the head', () => {
    const network = add('language-head', {}, { network: embedded(8) });
    expect(refused('network.norm', {}, { network }).code).toBe('network.finished');
  });
  test('branches of another width, or from another embedding', () => {
    const network = embedded(8);
    const wide = refused('network.residual-add', {}, { network, branch: embedded(16) });
    expect(wide).toMatchObject({ port: 'branch', code: 'residual.width' });
    const other = refused('network.residual-add', {}, { network, branch: embedded(8, 66) });
    expect(other).toMatchObject({ port: 'branch', code: 'residual.other-input' });
  });
});

describe('the trainer refuses while wires are drawn', () => {
  const data = (facts: Facts): Facts => ({ blockLength: 16, tokenizedBy: 'characters.tokenizer', ...facts });
  const whole = (context: number) =>
    add('language-head', {}, { network: add('positions', { context }, { network: embedded(8) }) });

  test('a network without a head', () => {
    const inputs = { network: embedded(8), training: data({}) };
    expect(refused('train.language-model', {}, inputs)).toMatchObject({ port: 'network', code: 'network.no-head' });
  });
  test('text of another tokenizer', () => {
    const inputs = { network: whole(16), training: data({ tokenizedBy: 'learn-bpe.tokenizer' }) };
    expect(refused('train.language-model', {}, inputs)).toMatchObject({
      port: 'training',
      code: 'train.other-tokenizer',
    });
    const validation = { network: whole(16), training: data({}), validation: data({ tokenizedBy: 'other' }) };
    expect(refused('train.language-model', {}, validation).port).toBe('validation');
  });
  test('blocks that are longer than its context', () => {
    const { code, fix } = refused('train.language-model', {}, { network: whole(8), training: data({}) });
    expect(code).toBe('train.block-too-long');
    expect(fix).toContain('to 8');
  });
  test('and nothing that fits', () => {
    const extended = extend('train.language-model', {}, { network: whole(16), training: data({}) });
    expect(extended).toMatchObject({
      ok: true,
      facts: { model: { blockLength: 16, tokenizedBy: 'characters.tokenizer' } },
    });
  });
});
