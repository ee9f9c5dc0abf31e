import { makeCatalogue } from '@/graph';
import { evaluateGeneration } from './evaluate/generation/node';
import { evaluateLanguageModel } from './evaluate/language-model/node';
import { generateText } from './generate/text/node';
import { attention } from './network/attention/node';
import { feedForward } from './network/feed-forward/node';
import { languageHead } from './network/language-head/node';
import { norm } from './network/norm/node';
import { positions } from './network/positions/node';
import { residualAdd } from './network/residual-add/node';
import { tokenEmbedding } from './network/token-embedding/node';
import { transformerBlock } from './network/transformer-block/node';
import { augment } from './prepare/augment/node';
import { clean } from './prepare/clean/node';
import { deduplicate } from './prepare/deduplicate/node';
import { split } from './prepare/split/node';
import { inspect } from './see/inspect/node';
import { sourceText } from './source/text/node';
import { characters } from './tokenize/characters/node';
import { encode } from './tokenize/encode/node';
import { learnBpe } from './tokenize/learn-bpe/node';
import { learnUnigram } from './tokenize/learn-unigram/node';
import { load } from './tokenize/load/node';
import { look } from './tokenize/look/node';
import { trainLanguageModel } from './train/language-model/node';

/** Every node there is, in the order of the palette. */
export const catalogue = makeCatalogue([
  sourceText,
  clean,
  deduplicate,
  split,
  augment,
  characters,
  learnBpe,
  learnUnigram,
  load,
  encode,
  look,
  tokenEmbedding,
  positions,
  transformerBlock,
  attention,
  feedForward,
  norm,
  residualAdd,
  languageHead,
  trainLanguageModel,
  generateText,
  evaluateLanguageModel,
  evaluateGeneration,
  inspect,
]);
