import { wire } from './build';

/** From a tokenizer and its text to a trained GPT: the wires between nodes that are called as their parts are. */
export const GPT_WIRES = [
  wire('tokenizer.tokenizer → encode.tokenizer'),
  wire('tokenizer.tokenizer → embedding.tokenizer'),
  wire('embedding.network → positions.network'),
  wire('positions.network → blocks.network'),
  wire('blocks.network → head.network'),
  wire('head.network → train.network'),
  wire('encode.training → train.training'),
  wire('encode.validation → train.validation'),
];

/** What stands between tokenizer and trainer. */
export const GPT_GROUPS = [
  { id: 'network', title: 'The network', nodes: ['embedding', 'positions', 'blocks', 'head'] },
];
