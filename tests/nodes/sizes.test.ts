import { describe, expect, test } from 'vitest';
import { check, createChecker, type GraphDocument, type GraphNode, type KnownFacts } from '@/graph';
import { catalogue } from '@/nodes';
import { graph, node, wire } from '../graph/support';

/** Text, a tokenizer, data, and a network that is trained on it: `changes` replace nodes, add some, or, as null, take them away. */
function training(changes: Readonly<Record<string, GraphNode | null>> = {}, rewired: readonly string[] = []) {
  const nodes: Record<string, GraphNode | null> = {
    text: node('text', 'source.text'),
    tokenizer: node('tokenizer', 'tokenize.characters'),
    encode: node('encode', 'tokenize.encode', { blockLength: 8 }),
    embed: node('embed', 'network.token-embedding', { width: 128 }),
    head: node('head', 'network.language-head'),
    train: node('train', 'train.language-model'),
    ...changes,
  };
  const wires = new Map<string, string>([
    ['tokenizer.text', 'text.text'],
    ['encode.text', 'text.text'],
    ['encode.tokenizer', 'tokenizer.tokenizer'],
    ['embed.tokenizer', 'tokenizer.tokenizer'],
    ['head.network', 'embed.network'],
    ['train.network', 'head.network'],
    ['train.training', 'encode.training'],
  ]);
  for (const one of rewired) {
    const [from = '', to = ''] = one.split(' > ');
    if (from) wires.set(to, from);
    else wires.delete(to);
  }
  return graph(
    Object.values(nodes).filter((one) => one !== null),
    [...wires].map(([to, from]) => wire(from, to)),
  );
}

const errorsAt = (document: GraphDocument, nodeId: string, known?: KnownFacts) =>
  check(document, catalogue, known).problems.filter((one) => one.nodeId === nodeId && one.level === 'error');

const sizesIn = (document: GraphDocument, known?: KnownFacts) => {
  const { facts } = check(document, catalogue, known);
  return {
    data: facts.get('encode')?.training?.vocabularySize,
    network: facts.get('embed')?.network?.network?.operations[0]?.parameters[0]?.shape,
    head: facts.get('head')?.network?.network?.shape,
    model: facts.get('train')?.model?.network?.vocabularySize,
  };
};

const bpe = (id: string, vocabularySize: number, rest: Partial<GraphNode> = {}) =>
  node(id, 'tokenize.learn-bpe', { vocabularySize }, rest);

describe('the size of a vocabulary', () => {
  test('that only running can tell is one symbol from the tokenizer to the model', () => {
    expect(sizesIn(training())).toEqual({
      data: 'V:tokenizer',
      network: ['V:tokenizer', 128],
      head: ['B', 'T', 'V:tokenizer'],
      model: 'V:tokenizer',
    });
    expect(errorsAt(training(), 'train')).toEqual([]);
  });

  test('is a number everywhere once the tokenizer has run', () => {
    const known = new Map([['tokenizer', { tokenizer: { vocabularySize: 65 } }]]);
    expect(sizesIn(training(), known)).toEqual({ data: 65, network: [65, 128], head: ['B', 'T', 65], model: 65 });
  });

  test('of a network without a tokenizer is that of the data it meets', () => {
    const open = training({ tokenizer: bpe('tokenizer', 512) }, [' > embed.tokenizer']);
    expect(sizesIn(open)).toEqual({ data: 512, network: [512, 128], head: ['B', 'T', 512], model: 512 });
    const both = training({}, [' > embed.tokenizer']);
    const known = new Map([['tokenizer', { tokenizer: { vocabularySize: 65 } }]]);
    expect(sizesIn(both)).toMatchObject({ data: 'V:embed', network: ['V:embed', 128] });
    expect(sizesIn(both, known)).toMatchObject({ data: 65, network: [65, 128], model: 65 });
  });

  test('that differs between network and data is refused with both nodes by name', () => {
    const document = training(
      {
        tokenizer: bpe('tokenizer', 512),
        other: bpe('other', 1_024),
        encode: node('encode', 'tokenize.encode', {}, { title: 'Rhymes' }),
      },
      ['text.text > other.text', 'other.tokenizer > encode.tokenizer'],
    );
    expect(errorsAt(document, 'train')).toMatchObject([
      {
        port: 'training',
        code: 'train.other-vocabulary',
        title: '“Language-model head” knows 512 tokens and “Rhymes” uses 1,024.',
        fix: 'Connect one tokenizer to both “Token embedding” and “Encode”.',
      },
    ]);
  });

  test('that is the same does not make two tokenizers one', () => {
    const document = training({ tokenizer: bpe('tokenizer', 512), other: bpe('other', 512) }, [
      'text.text > other.text',
      'other.tokenizer > encode.tokenizer',
    ]);
    expect(errorsAt(document, 'train')).toMatchObject([
      {
        code: 'train.other-tokenizer',
        title: '“Encode” uses another tokenizer than “Language-model head” was made for.',
      },
    ]);
  });

  test('that one training gave a network is held against the next', () => {
    const document = training(
      {
        tokenizer: bpe('tokenizer', 512),
        other: bpe('other', 1_024),
        encode2: node('encode2', 'tokenize.encode', { blockLength: 8 }),
        train2: node('train2', 'train.language-model'),
      },
      [
        ' > embed.tokenizer',
        'text.text > other.text',
        'text.text > encode2.text',
        'other.tokenizer > encode2.tokenizer',
        'head.network > train2.network',
        'encode2.training > train2.training',
      ],
    );
    expect(errorsAt(document, 'train')).toEqual([]);
    expect(errorsAt(document, 'train2')).toMatchObject([
      { title: '“Language-model head” knows 512 tokens and “Encode” uses 1,024.' },
    ]);
  });

  test('of a model is compared with that of the text it is scored on', () => {
    const document = training(
      {
        tokenizer: bpe('tokenizer', 512),
        other: bpe('other', 1_024),
        encode2: node('encode2', 'tokenize.encode', {}, { title: 'Unseen' }),
        score: node('score', 'evaluate.language-model'),
      },
      [
        'text.text > other.text',
        'text.text > encode2.text',
        'other.tokenizer > encode2.tokenizer',
        'train.model > score.model',
        'encode2.training > score.data',
      ],
    );
    expect(errorsAt(document, 'score')).toMatchObject([
      {
        port: 'data',
        code: 'evaluate.other-vocabulary',
        title: '“Train language model” knows 512 tokens and “Unseen” uses 1,024.',
      },
    ]);
  });
});

describe('widths that meet in an addition', () => {
  const adding = (title?: string) =>
    training(
      {
        wide: node('wide', 'network.token-embedding', { width: 256 }),
        forward: node('forward', 'network.feed-forward', {}, title === undefined ? {} : { title }),
        add: node('add', 'network.residual-add'),
      },
      [
        'tokenizer.tokenizer > wide.tokenizer',
        'wide.network > forward.network',
        'embed.network > add.network',
        'forward.network > add.branch',
      ],
    );

  test('are refused with both nodes by name, and with what would fit', () => {
    expect(errorsAt(adding(), 'add')).toMatchObject([
      {
        port: 'branch',
        code: 'residual.width',
        title: '“Feed-forward” is 256 wide and “Token embedding” 128.',
        fix: 'Set the token embedding that “Feed-forward” stands on to a width of 128, or lead both from one token embedding.',
      },
    ]);
  });

  test('name a node anew when it is renamed', () => {
    const checker = createChecker(catalogue);
    const titles = [undefined, 'The thinker'].map(
      (title) => checker(adding(title)).problems.find(({ code }) => code === 'residual.width')?.title,
    );
    expect(titles).toEqual([
      '“Feed-forward” is 256 wide and “Token embedding” 128.',
      '“The thinker” is 256 wide and “Token embedding” 128.',
    ]);
  });

  test('tell namesakes apart by where they are wired', () => {
    expect(errorsAt(adding('Token embedding'), 'add')[0]?.title).toBe(
      '“Token embedding” at “Branch” is 256 wide and “Token embedding” at “Network” 128.',
    );
  });

  test('of two embeddings that are as wide as each other name who begins elsewhere', () => {
    const document = training(
      {
        other: bpe('other', 512),
        second: node('second', 'network.token-embedding', { width: 128 }, { title: 'Second' }),
        add: node('add', 'network.residual-add'),
      },
      [
        'text.text > other.text',
        'other.tokenizer > second.tokenizer',
        'embed.network > add.network',
        'second.network > add.branch',
      ],
    );
    expect(errorsAt(document, 'add')).toMatchObject([
      { title: '“Second” does not begin at the same token embedding as “Token embedding”.' },
    ]);
  });
});
