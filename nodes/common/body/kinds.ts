import {
  answers,
  classifier,
  conversations,
  data,
  dataset,
  examples,
  generator,
  type Kind,
  languageModel,
  llm,
  metrics,
  table,
  text,
  tokenizer,
} from '@/graph';

/** Kinds that a node can be told to hand on, by the names that people choose them by. */
export const KINDS = {
  text,
  texts: dataset(text),
  data,
  table,
  metrics,
  answers,
  conversations,
  examples,
  tokenizer,
  languageModel,
  generator,
  classifier,
  llm,
} as const satisfies Readonly<Record<string, Kind>>;

export const KIND_CHOICES = [
  'text',
  'texts',
  'data',
  'table',
  'metrics',
  'answers',
  'conversations',
  'examples',
  'tokenizer',
  'languageModel',
  'generator',
  'classifier',
  'llm',
] as const satisfies readonly (keyof typeof KINDS)[];

/** What the choices are called. */
export const KIND_TITLES: Readonly<Record<(typeof KIND_CHOICES)[number], string>> = {
  text: 'Text',
  texts: 'Documents',
  data: 'Data',
  table: 'Table',
  metrics: 'Metrics',
  answers: 'Answers',
  conversations: 'Conversations',
  examples: 'Examples',
  tokenizer: 'Tokenizer',
  languageModel: 'Language model (trained here)',
  generator: 'Generator',
  classifier: 'Classifier',
  llm: 'Language model to talk to',
};
