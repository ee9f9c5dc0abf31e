export { compileTokenizer, type Tokenizer } from './compile';
export { type EncodeOptions, encodeDocuments } from './encode-documents';
export { TokenizerError } from './error';
export type { TokenizerJson } from './json';
export { type BpeOptions, learnBpe } from './learn/bpe';
export { type CharacterOptions, learnCharacters } from './learn/characters';
export { learnUnigram, type UnigramOptions } from './learn/unigram';
export { type PackedBlocks, packBlocks } from './pack';
export { parseTokenizerFile, parseTokenizerJson } from './parse';
