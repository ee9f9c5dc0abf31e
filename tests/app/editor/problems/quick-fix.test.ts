import { beforeAll, describe, expect, test } from 'vitest';
import { loadContracts } from '@/app/catalogue';
import { entries } from '@/app/catalogue/entries';
import { mendingOf, quickFixOf } from '@/app/editor/problems/quick-fix';
import { node, template, wire } from '@/app/templates/build';
import {
  applyEdit,
  check,
  type GraphDocument,
  type GraphNode,
  type JsonObject,
  type KnownFacts,
  removeEdit,
  setParamsEdit,
} from '@/graph';
import { catalogue } from '@/nodes';

// A wire that is tried is asked of the contracts that the page has.
beforeAll(() => loadContracts(entries.values()));

type Params = Readonly<Record<string, JsonObject>>;

/** A whole training and what writes with it, with other parameters here and there. */
function writing(params: Params): GraphDocument {
  const own = (id: string, type: string, usual: JsonObject = {}) => node(id, type, 0, 0, { ...usual, ...params[id] });
  return template('writing', 'Writing', '', {
    nodes: [
      own('text', 'source.text', { origin: 'generated' }),
      own('tokenizer', 'tokenize.characters'),
      own('encode', 'tokenize.encode', { blockLength: 32 }),
      own('embedding', 'network.token-embedding', { width: 24 }),
      own('places', 'network.positions', { context: 32 }),
      own('attention', 'network.attention', { heads: 4 }),
      own('head', 'network.language-head'),
      own('train', 'train.language-model', { steps: 1_000, decaySteps: 1_000 }),
      own('write', 'generate.text'),
    ],
    wires: [
      wire('text.text → tokenizer.text'),
      wire('text.text → encode.text'),
      wire('tokenizer.tokenizer → encode.tokenizer'),
      wire('tokenizer.tokenizer → embedding.tokenizer'),
      wire('embedding.network → places.network'),
      wire('places.network → attention.network'),
      wire('attention.network → head.network'),
      wire('head.network → train.network'),
      wire('encode.training → train.training'),
      wire('encode.validation → train.validation'),
      wire('train.model → write.model'),
    ],
  });
}

const problemsOf = (document: GraphDocument) => check(document, catalogue).problems;

test('the graph that is changed below has no problem as it stands', () => {
  expect(problemsOf(writing({}))).toEqual([]);
});

describe('one click sets the parameter that a problem is about, and the problem is gone', () => {
  test.each<[string, Params, string]>([
    ['train.only-warm-up', { train: { steps: 50, decaySteps: 50, evaluateEvery: 5 } }, 'Set “Warm-up” to 5'],
    ['train.early-decay', { train: { steps: 5_000 } }, 'Set “Lowest at” to 5,000'],
    ['train.high-rate', { train: { learningRate: 0.5 } }, 'Set “Learning rate” to 0.001'],
    ['train.no-look', { train: { evaluateEvery: 5_000 } }, 'Set “Look every” to 100'],
    ['train.block-too-long', { encode: { blockLength: 100 } }, 'Set “Block length” of Encode to 32'],
    ['attention.heads', { attention: { heads: 5 } }, 'Set “Heads” to 4'],
    ['attention.heads', { attention: { heads: 9, positions: 'rope' } }, 'Set “Heads” to 6'],
    ['attention.key-value-heads', { attention: { keyValueHeads: 3 } }, 'Set “Key/value heads” to 2'],
    ['attention.odd-head', { attention: { heads: 8, positions: 'rope' } }, 'Set “Width” of Token embedding to 32'],
    ['generate.one-beam', { write: { strategy: 'beam', beams: 1 } }, 'Set “Beams” to 4'],
    ['generate.long-beam', { write: { strategy: 'beam', maxTokens: 900 } }, 'Set “Strategy” to Sample'],
  ])('%s %o', (code, params, title) => {
    const document = writing(params);
    const problem = problemsOf(document).find((one) => one.code === code);
    const fix = problem && quickFixOf(document, catalogue, problem);
    expect(fix?.title).toBe(title);
    const mended = fix ? applyEdit(document, fix.edit) : document;
    expect(problemsOf(mended).map((one) => one.code)).toEqual([]);
  });
});

test('where the parameter belongs to a node that is not there, no fix is offered', () => {
  const document = writing({ encode: { blockLength: 100 } });
  const [problem] = problemsOf(document);
  const without = { ...document, wires: document.wires.filter(({ to }) => to.node !== 'train') };
  expect(problem && quickFixOf(without, catalogue, problem)).toBeNull();
});

describe('what is not connected is offered what it is for', () => {
  const half = () =>
    template('half', 'Half', '', {
      nodes: [
        node('text', 'source.text', 0, 0, { origin: 'generated' }),
        node('tokenizer', 'tokenize.characters', 250, 0),
        node('encode', 'tokenize.encode', 500, 0),
        node('load', 'source.foundation-model', 500, 300),
        node('tune', 'train.fine-tune', 750, 0),
        node('score', 'evaluate.language-model', 1_000, 0),
        node('smaller', 'compress.quantise', 760, 120),
      ],
      wires: [
        wire('text.text → tokenizer.text'),
        wire('text.text → encode.text'),
        wire('tokenizer.tokenizer → encode.tokenizer'),
      ],
    });
  const fixOf = (document: GraphDocument, nodeId: string, port: string) => {
    const problem = problemsOf(document).find((one) => one.nodeId === nodeId && one.port === port);
    const fix = problem && quickFixOf(document, catalogue, problem);
    return fix
      ? applyEdit(document, fix.edit).wires.find(({ to }) => to.node === nodeId && to.port === port)?.from
      : null;
  };

  test('training goes to training and what was put aside to what judges, in whichever order they are pressed', () => {
    const document = half();
    expect(fixOf(document, 'tune', 'training')).toEqual({ node: 'encode', port: 'training' });
    expect(fixOf(document, 'score', 'data')).toEqual({ node: 'encode', port: 'validation' });
    const judged = { ...document, wires: [...document.wires, wire('encode.validation → score.data')] };
    expect(fixOf(judged, 'tune', 'training')).toEqual({ node: 'encode', port: 'training' });
  });

  test('a model comes from what stands before and has what it needs, not from what waits for one itself', () => {
    expect(fixOf(half(), 'tune', 'model')).toEqual({ node: 'load', port: 'model' });
  });

  test('how far a loaded model looks is known once it is loaded: longer blocks are refused then, with a fix', () => {
    const document = applyEdit(half(), {
      op: 'batch',
      edits: [
        setParamsEdit(half(), 'encode', { blockLength: 256 }),
        removeEdit(half(), { wires: half().wires.filter(({ to }) => to.port === 'tokenizer') }),
      ],
    });
    const wires = ['load.tokenizer → encode.tokenizer', 'load.model → tune.model', 'encode.training → tune.training'];
    const wired = { ...document, wires: [...document.wires, ...wires.map((one) => wire(one))] };
    const tooLong = (one: GraphDocument, known?: KnownFacts) =>
      check(one, catalogue, known).problems.find(({ code }) => code === 'train.block-too-long');
    expect(tooLong(wired)).toBeUndefined();
    const loaded = new Map([
      ['load', { tokenizer: { vocabularySize: 50 }, model: { vocabularySize: 50, blockLength: 64 } }],
    ]);
    const problem = tooLong(wired, loaded);
    expect(problem?.title).toBe('Blocks of 256 tokens do not fit into a model that looks at 64.');
    const fix = problem && quickFixOf(wired, catalogue, problem);
    expect(fix?.title).toBe('Set “Block length” of Encode to 64');
    expect(fix && tooLong(applyEdit(wired, fix.edit), loaded)).toBeUndefined();
  });

  const whyNotFor = (first: string) => {
    const nodes = [node('first', first, 0, 0), node('write', 'generate.text', 300, 0)];
    const document = template('unfit', 'Unfit', '', { nodes, wires: [] });
    const problem = problemsOf(document).find(({ nodeId, port }) => nodeId === 'write' && port === 'model');
    return problem && mendingOf(document, catalogue, problem).whyNot;
  };

  test('what is added is fed by what is there, or needs nothing: never a node that waits for another', () => {
    const added = (document: GraphDocument, id: string, port: string) => {
      const problem = problemsOf(document).find((one) => one.nodeId === id && one.port === port);
      return problem && mendingOf(document, catalogue, problem).fix?.title;
    };
    const alone = (type: string, ...more: readonly GraphNode[]) =>
      template('alone', 'Alone', '', { nodes: [node('alone', type, 300, 0), ...more], wires: [] });
    expect(added(alone('generate.text'), 'alone', 'model')).toBe('Add Load model');
    expect(added(alone('train.diffusion'), 'alone', 'examples')).toBe('Add Points');
    expect(added(alone('tokenize.encode', node('text', 'source.text', 0, 0)), 'alone', 'tokenizer')).toBe(
      'Add Character tokenizer',
    );
  });

  test('what is there and does not fit says why, by its size, its training or its kind', () => {
    const judged = { ...half(), wires: [...half().wires, wire('encode.training → tune.training')] };
    const without = { ...judged, nodes: judged.nodes.filter(({ id }) => id !== 'smaller' && id !== 'score') };
    const missing = problemsOf(without).find(({ nodeId, port }) => nodeId === 'tune' && port === 'model');
    expect(missing && mendingOf(without, catalogue, missing).whyNot).toMatch(
      /^“Load model” does not fit: “Encode” uses another tokenizer .* the tokenizer that the model came with/,
    );
    expect(whyNotFor('train.diffusion')).toBe(
      '“Train diffusion” does not fit: This takes a model, not a generative model.',
    );
    expect(whyNotFor('train.language-model')).toBeNull();
    expect(whyNotFor('source.text')).toBeNull();
  });
});
