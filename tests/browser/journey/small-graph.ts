import { emptyDocument, type GraphDocument, type JsonObject } from '@/graph';

/** The shortest whole pipeline: a text, characters, a GPT of width 16, what it writes and its score. */
export function smallGraph({ steps, ...training }: JsonObject & { readonly steps: number }): GraphDocument {
  const place = (column: number, row: number) => ({ x: 270 * column, y: 150 * row });
  const node = (id: string, type: string, position: { x: number; y: number }, params: JsonObject = {}) => ({
    id,
    type,
    version: 1,
    params,
    position,
  });
  const wire = (from: string, to: string) => {
    const [[fromNode = '', fromPort = ''], [toNode = '', toPort = '']] = [from.split('.'), to.split('.')];
    return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } };
  };
  return {
    ...emptyDocument('small', 'A small GPT'),
    nodes: [
      node('text', 'source.text', place(0, 0), { origin: 'generated', characters: 20_000 }),
      node('tokenizer', 'tokenize.characters', place(1, 0)),
      node('encode', 'tokenize.encode', place(1, 2), { blockLength: 16, validation: 0.1 }),
      node('embedding', 'network.token-embedding', place(2, 0), { width: 16 }),
      node('block', 'network.transformer-block', place(2, 1), { repeat: 1, heads: 2, positions: 'rope' }),
      node('head', 'network.language-head', place(2, 2)),
      node('train', 'train.language-model', place(3, 0), {
        batchSize: 4,
        learningRate: 0.005,
        warmUpSteps: 5,
        evaluateBatches: 2,
        sampleTokens: 20,
        ...training,
        steps,
      }),
      node('write', 'generate.text', place(4, 0), { strategy: 'greedy', maxTokens: 4, prompt: 'The ' }),
      node('score', 'evaluate.language-model', place(4, 2), { maximumBlocks: 8, batchSize: 4 }),
    ],
    wires: [
      wire('text.text', 'tokenizer.text'),
      wire('text.text', 'encode.text'),
      wire('tokenizer.tokenizer', 'encode.tokenizer'),
      wire('tokenizer.tokenizer', 'embedding.tokenizer'),
      wire('embedding.network', 'block.network'),
      wire('block.network', 'head.network'),
      wire('head.network', 'train.network'),
      wire('encode.training', 'train.training'),
      wire('encode.validation', 'train.validation'),
      wire('train.model', 'write.model'),
      wire('train.model', 'score.model'),
      wire('encode.validation', 'score.data'),
    ],
  };
}
