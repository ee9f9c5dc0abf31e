export { type AugmentOptions, augmentDocuments, parseSynonyms, type Synonyms } from './augment';
export { type Cleaned, type CleanRules, cleanDocuments, NO_RULES, type Removal } from './clean';
export { type CorpusOptions, generateCorpus, writePlays } from './corpus';
export { type Deduplicated, type DeduplicateOptions, type DuplicatePair, deduplicate } from './deduplicate';
export { TextError } from './error';
export { type CopiedPassage, distinctN, longestCopiedPassage, repetitionN, repetitionWithin } from './quality';
export { type Split, splitInOrder, splitShuffled } from './split';
export { splitLines, splitParagraphs, wordsAt, wordsOf } from './words';
