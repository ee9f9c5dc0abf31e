import { wire } from './build';

const between = [
  wire('tokenizer.tokenizer → encode.tokenizer'),
  wire('tokenizer.tokenizer → embedding.tokenizer'),
  wire('blocks.network → head.network'),
  wire('head.network → train.network'),
  wire('encode.training → train.training'),
  wire('encode.validation → train.validation'),
];

/** From a tokenizer and its text to a trained GPT: the wires between nodes that are called as their parts are. */
export const GPT_WIRES = [
  ...between,
  wire('embedding.network → positions.network'),
  wire('positions.network → blocks.network'),
];

/** What stands between tokenizer and trainer. */
export const GPT_GROUPS = [
  { id: 'network', title: 'The network', nodes: ['embedding', 'positions', 'blocks', 'head'] },
];

/** The same where blocks turn queries and keys by their places (RoPE), and no positions are added. */
export const ROTARY_GPT_WIRES = [...between, wire('embedding.network → blocks.network')];
export const ROTARY_GPT_GROUPS = [{ id: 'network', title: 'The network', nodes: ['embedding', 'blocks', 'head'] }];
