import { describe, expect, test } from 'vitest';
import { node, template, wire } from '@/app/templates/build';
import {
  applyEdit,
  audio,
  check,
  classifier,
  createChecker,
  dataset,
  defineNode,
  examples,
  type GraphDocument,
  invertEdit,
  type Kind,
  llm,
  makeCatalogue,
  melodies,
  meshes,
  metrics,
  model,
  molecules,
  network,
  port,
  ranking,
  table,
  text,
  tokens,
  trajectories,
  z,
} from '@/graph';
import {
  type Bridge,
  bridgeInWords,
  bridgesBetween,
  buildBridge,
  holdingBridges,
  missingInWords,
} from '@/graph/check/bridge';
import { catalogue } from '@/nodes';
import { entries } from '@/nodes/entries';

const types = (bridges: readonly Bridge[]) =>
  bridges.map((bridge) => bridge.map(({ entry }) => entry.type).join(' → '));
const best = (from: Kind, to: Kind) => types(bridgesBetween(entries, from, to))[0];

describe('what fits between two ports is found among the contracts', () => {
  test.each([
    ['sounds', audio, 'examples', examples, 'prepare.spectrograms'],
    ['molecules', molecules, 'texts', dataset(text), 'prepare.molecules-to-text'],
    ['solids', meshes, 'examples', examples, 'prepare.solid-grids'],
    ['a table', table, 'runs of a system', trajectories, 'prepare.time-series'],
    ['a table', table, 'examples', examples, 'prepare.encode-table'],
    ['melodies', melodies, 'texts', dataset(text), 'prepare.melodies-to-text'],
    ['texts', dataset(text), 'tokens', dataset(tokens), 'tokenize.encode'],
    ['a model', model(tokens, tokens), 'something to talk to', llm, 'llm.model'],
    ['molecules', molecules, 'tokens', dataset(tokens), 'prepare.molecules-to-text → tokenize.encode'],
    ['sounds', audio, 'a network', network, 'prepare.spectrograms → network.example-input'],
    ['sounds', audio, 'a classifier', classifier, 'prepare.spectrograms → train.classifier'],
    ['texts', dataset(text), 'a model', model(tokens, tokens), 'tokenize.encode → train.language-model'],
  ] as const)('%s to %4$s: %5$s', (_a, from, _b, to, expected) => {
    expect(best(from, to)).toBe(expected);
  });

  test('examples and words in one space are ranked by what has a joint encoder, and that is told', () => {
    const [first] = bridgesBetween(entries, examples, ranking);
    expect(first?.map(({ entry, needs }) => [entry.type, needs.map(({ kind }) => kind.name)])).toEqual([
      ['retrieve.pictures', ['joint-encoder']],
    ]);
  });

  test('a node between is never one that takes or gives anything at all, nor a judgement on the way', () => {
    for (const [from, to] of [
      [trajectories, table],
      [audio, table],
      [examples, llm],
    ] as const)
      for (const bridge of bridgesBetween(entries, from, to))
        for (const [place, { entry, input, output }] of bridge.entries()) {
          expect(
            [entry.inputs[input], entry.outputs[output]].some((one) => one && 'name' in one && one.name === 'any'),
          ).toBe(false);
          if (place < bridge.length - 1) expect(entry.phase).not.toBe('evaluate');
        }
  });

  test('every bridge leads from the one kind to the other, whatever the pair', () => {
    const kinds = [audio, molecules, meshes, table, melodies, dataset(text), examples, network, metrics, llm];
    for (const from of kinds)
      for (const to of kinds) {
        if (from === to) continue;
        for (const bridge of bridgesBetween(entries, from, to)) {
          expect(bridge.length).toBeLessThanOrEqual(2);
          const document = template('gap', '', '', {
            nodes: [node('a', 'a', 0, 0), node('b', 'b', 900, 0)],
            wires: [],
          });
          const ends = makeCatalogue([
            ...catalogue.values(),
            defineNode({ ...END, type: 'a', inputs: {}, outputs: { out: from } }),
            defineNode({ ...END, type: 'b', inputs: { in: port(to, {}) }, outputs: {} }),
          ]);
          const gap = { from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } };
          const whole = applyEdit(document, buildBridge(document, ends, gap, bridge).edit);
          expect(check(whole, ends).problems.filter(({ code }) => code === 'wire.kind-mismatch')).toEqual([]);
        }
      }
  });
});

const END = { version: 1, phase: 'prepare', title: 'End', summary: 'An end.', params: z.object({}) } as const;

describe('a bridge is put into a graph', () => {
  const encoder: GraphDocument = template('melodies', 'Melodies', '', {
    nodes: [
      node('melodies', 'source.melodies', 0, 0),
      node('text', 'source.text', 0, 200, { origin: 'generated' }),
      node('tokenizer', 'tokenize.characters', 300, 200),
      node('train', 'train.language-model', 900, 0),
    ],
    wires: [wire('text.text → tokenizer.text')],
  });
  const gap = { from: { node: 'melodies', port: 'melodies' }, to: { node: 'train', port: 'training' } };

  test('as one step that can be taken back, with what one node alone can give it', () => {
    const [bridge] = bridgesBetween(entries, melodies, dataset(tokens));
    if (!bridge) throw new Error('there is no bridge');
    expect(bridgeInWords(bridge)).toBe('“Melodies to text” and “Encode”');
    const places = [
      { x: 300, y: 0 },
      { x: 600, y: 0 },
    ];
    const built = buildBridge(encoder, catalogue, gap, bridge, places);
    const whole = applyEdit(encoder, built.edit);
    expect(whole.wires.slice(1).map(({ from, to }) => `${from.node}.${from.port} → ${to.node}.${to.port}`)).toEqual([
      'melodies.melodies → melodies-to-text.melodies',
      'melodies-to-text.text → encode.text',
      'tokenizer.tokenizer → encode.tokenizer',
      'encode.training → train.training',
    ]);
    expect(whole.nodes.slice(-2).map(({ position }) => position)).toEqual(places);
    expect(missingInWords(built)).toBeNull();
    expect(applyEdit(whole, invertEdit(built.edit))).toEqual(encoder);
  });

  test('and says what it needs besides where the graph has none of it', () => {
    const alone = { ...encoder, nodes: encoder.nodes.filter(({ id }) => id !== 'tokenizer'), wires: [] };
    const [bridge] = bridgesBetween(entries, melodies, dataset(tokens));
    const built = bridge && buildBridge(alone, catalogue, gap, bridge);
    expect(built && missingInWords(built)).toBe('They also need a tokenizer.');
  });

  test('only where it holds: what makes a wrong size is left out, what makes the right one of the same kind is not', () => {
    const latent = template('latent', 'Latent', '', {
      nodes: [
        node('images', 'source.images', 0, 0, { origin: 'shapes' }),
        node('in', 'network.example-input', 200, 0),
        node('encoder', 'network.image-encoder', 400, 0, { channels: 4, halvings: 2, grid: true }),
        node('code', 'network.example-output', 600, 0, { gives: 'latent', latent: 4, grid: true }),
        node('noise', 'network.noise-input', 400, 200, { width: 4, grid: 8 }),
        node('decoder', 'network.image-decoder', 600, 200, { channels: 4, doublings: 2 }),
        node('vae', 'train.vae', 800, 0),
        node('decode', 'generate.decode-latents', 1000, 0),
      ],
      wires: [
        'images.examples → in.examples',
        'in.network → encoder.network',
        'encoder.network → code.network',
        'noise.network → decoder.network',
        'images.examples → decoder.examples',
        'code.network → vae.encoder',
        'decoder.network → vae.decoder',
        'images.examples → vae.examples',
        'vae.model → decode.model',
      ].map(wire),
    });
    const across = { from: { node: 'images', port: 'examples' }, to: { node: 'decode', port: 'codes' } };
    const all = bridgesBetween(entries, examples, examples);
    const holding = types(holdingBridges(latent, catalogue, across, all, createChecker(catalogue)));
    expect(types(all)).toContain('prepare.split-examples');
    expect(holding).toContain('prepare.encode-latents');
    expect(holding).not.toContain('prepare.split-examples');
    expect(holding).not.toContain('generate.reconstruct');
  });

  test('and where the port asks for still more, by what leads there', () => {
    const unfinished = { ...encoder, wires: [] };
    const across = { from: { node: 'text', port: 'text' }, to: { node: 'train', port: 'network' } };
    const found = holdingBridges(
      unfinished,
      catalogue,
      across,
      bridgesBetween(entries, dataset(text), network),
      createChecker(catalogue),
    );
    expect(types(found)[0]).toBe('tokenize.characters → network.token-embedding');
  });
});
