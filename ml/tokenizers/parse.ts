import { malformed, unsupported } from './error';
import type {
  AddedTokenJson,
  BpeJson,
  ComponentJson,
  Json,
  ModelJson,
  TokenizerJson,
  UnigramJson,
  VocabularyJson,
} from './json';

/** More pieces than any published vocabulary has; beyond it a file is hostile or broken. */
const MOST_PIECES = 2_000_000;

type Fields = { readonly [key: string]: unknown };

/**
 * Reads a `tokenizer.json` from anywhere: a file that was opened, a value from a store. Fields that old files lack get the values the
 * published library gives them. Whether every part can be computed is only known to `compileTokenizer`.
 * @throws TokenizerError `tokenizer.malformed` with the place that is wrong, `tokenizer.unsupported` for an unknown kind of model
 */
export function parseTokenizerJson(value: unknown): TokenizerJson {
  if (!isFields(value)) throw malformed('It should be one JSON object.');
  if (!isFields(value.model)) throw malformed('It has no “model”, where the vocabulary would be.');
  return {
    version: typeof value.version === 'string' ? value.version : '1.0',
    truncation: isJson(value.truncation) ? value.truncation : null,
    padding: isJson(value.padding) ? value.padding : null,
    added_tokens: readAddedTokens(value.added_tokens),
    normalizer: readComponent(value.normalizer, 'normalizer'),
    pre_tokenizer: readComponent(value.pre_tokenizer, 'pre_tokenizer'),
    post_processor: readComponent(value.post_processor, 'post_processor'),
    decoder: readComponent(value.decoder, 'decoder'),
    model: readModel(value.model),
  };
}

/** Reads the text of a `tokenizer.json` file. @throws TokenizerError as {@link parseTokenizerJson} does, also for what is no JSON */
export function parseTokenizerFile(text: string): TokenizerJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw malformed(`It is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return parseTokenizerJson(value);
}

function readModel(model: Fields): ModelJson {
  const type = typeof model.type === 'string' ? model.type : guessType(model);
  switch (type) {
    case 'BPE':
      return readBpe(model);
    case 'Unigram':
      return readUnigram(model);
    case 'WordPiece':
      return {
        type,
        unk_token: text(model.unk_token, '[UNK]'),
        continuing_subword_prefix: text(model.continuing_subword_prefix, '##'),
        max_input_chars_per_word: positive(model.max_input_chars_per_word, 100),
        vocab: readVocabulary(model.vocab),
      };
    case 'WordLevel':
      return { type, unk_token: text(model.unk_token, '<unk>'), vocab: readVocabulary(model.vocab) };
    default:
      throw unsupported('model', type);
  }
}

/** Files from before 2021 do not say the type of their model. */
function guessType(model: Fields): string {
  if (Array.isArray(model.merges)) return 'BPE';
  if (Array.isArray(model.vocab)) return 'Unigram';
  return 'max_input_chars_per_word' in model ? 'WordPiece' : 'WordLevel';
}

function readBpe(model: Fields): BpeJson {
  const vocab = readVocabulary(model.vocab);
  if (!Array.isArray(model.merges)) throw malformed('Its BPE model has no list of merges.');
  const merges = model.merges.map((merge: unknown, index): string | [string, string] => {
    if (typeof merge === 'string' && merge.includes(' ')) return merge;
    if (Array.isArray(merge) && merge.length === 2) {
      const [left, right]: unknown[] = merge;
      if (typeof left === 'string' && typeof right === 'string') return [left, right];
    }
    throw malformed(`Merge ${index + 1} of its BPE model is not a pair of pieces.`);
  });
  return {
    type: 'BPE',
    dropout: typeof model.dropout === 'number' ? model.dropout : null,
    unk_token: typeof model.unk_token === 'string' ? model.unk_token : null,
    continuing_subword_prefix:
      typeof model.continuing_subword_prefix === 'string' ? model.continuing_subword_prefix : null,
    end_of_word_suffix: typeof model.end_of_word_suffix === 'string' ? model.end_of_word_suffix : null,
    fuse_unk: model.fuse_unk === true,
    byte_fallback: model.byte_fallback === true,
    ignore_merges: model.ignore_merges === true,
    vocab,
    merges,
  };
}

function readUnigram(model: Fields): UnigramJson {
  const { vocab } = model;
  if (!Array.isArray(vocab) || vocab.length === 0) throw malformed('Its unigram model has no list of pieces.');
  if (vocab.length > MOST_PIECES) throw malformed(`Its vocabulary has more than ${MOST_PIECES} pieces.`);
  const pieces = vocab.map((entry: unknown, index): [string, number] => {
    if (Array.isArray(entry)) {
      const [piece, score]: unknown[] = entry;
      if (typeof piece === 'string' && typeof score === 'number' && Number.isFinite(score)) return [piece, score];
    }
    throw malformed(`Piece ${index} of its unigram model is not a text with a score.`);
  });
  const unknown = typeof model.unk_id === 'number' ? model.unk_id : null;
  if (unknown !== null && pieces[unknown] === undefined)
    throw malformed(`Its unknown token has the id ${unknown}, and the vocabulary has no such piece.`);
  return { type: 'Unigram', unk_id: unknown, byte_fallback: model.byte_fallback === true, vocab: pieces };
}

function readVocabulary(value: unknown): VocabularyJson {
  if (!isFields(value)) throw malformed('Its model has no vocabulary.');
  const entries = Object.entries(value);
  if (entries.length === 0) throw malformed('Its vocabulary is empty.');
  if (entries.length > MOST_PIECES) throw malformed(`Its vocabulary has more than ${MOST_PIECES} pieces.`);
  return Object.fromEntries(
    entries.map(([piece, id]) => {
      if (!isId(id)) throw malformed(`The piece “${piece}” has no id: whole numbers from 0 are expected.`);
      return [piece, id];
    }),
  );
}

function readAddedTokens(value: unknown): AddedTokenJson[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw malformed('Its added_tokens should be a list.');
  return value.map((token: unknown, index) => {
    if (!isFields(token) || !isId(token.id) || typeof token.content !== 'string' || token.content === '')
      throw malformed(`Its added token ${index + 1} lacks an id or a content.`);
    const special = token.special === true;
    return {
      id: token.id,
      content: token.content,
      single_word: token.single_word === true,
      lstrip: token.lstrip === true,
      rstrip: token.rstrip === true,
      normalized: typeof token.normalized === 'boolean' ? token.normalized : !special,
      special,
    };
  });
}

function readComponent(value: unknown, part: string): ComponentJson | null {
  if (value === undefined || value === null) return null;
  if (!isFields(value)) throw malformed(`Its ${part} should be an object.`);
  const { type } = value;
  if (typeof type !== 'string') throw malformed(`Its ${part} does not say its type.`);
  const settings: Record<string, Json> = {};
  for (const [key, setting] of Object.entries(value)) {
    if (!isJson(setting)) throw malformed(`The setting “${key}” of its ${part} is not JSON, or nested too deep.`);
    settings[key] = setting;
  }
  return { ...settings, type };
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 * MOST_PIECES;
const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
const positive = (value: unknown, otherwise: number) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : otherwise;

function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > 20) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  return isFields(value) && Object.values(value).every((member) => isJson(member, depth + 1));
}
