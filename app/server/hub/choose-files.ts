import { hubProblem } from './problem';

export interface ListedFile {
  readonly name: string;
  readonly size: number;
  /** Where the hub knows it: of large files. */
  readonly sha256: string | null;
}

const WEIGHTS = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';
const SHARD = /^model-\d{5}-of-\d{5}\.safetensors$/;
const TEXTS = new Set([
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'chat_template.json',
  INDEX,
]);

/** Whether a file is one that a model is loaded from: no other is ever fetched. */
export const isModelFile = (name: string): boolean => TEXTS.has(name) || name === WEIGHTS || SHARD.test(name);

/**
 * The files that a model is loaded from, of all in its repository: how it is built, its tokenizer and its weights, small ones first.
 * @throws Problem where one of them is not there, or all are too large together
 */
export function chooseFiles(repository: string, listed: readonly ListedFile[], most: number): readonly ListedFile[] {
  const byName = new Map(listed.map((file) => [file.name, file]));
  const take = (name: string) => {
    const file = byName.get(name);
    if (!file) throw missing(repository, name, byName);
    return file;
  };
  const shards = listed.filter(({ name }) => SHARD.test(name));
  const weights = byName.has(INDEX) && !byName.has(WEIGHTS) ? [take(INDEX), ...shards] : [take(WEIGHTS)];
  const chosen = [take('config.json'), take('tokenizer.json'), ...weights];
  const size = chosen.reduce((total, file) => total + file.size, 0);
  if (size > most) throw tooLarge(`“${repository}”`, size, most);
  return chosen;
}

/** What is too large to be kept in a browser. */
export const tooLarge = (what: string, size: number, most: number) =>
  hubProblem(
    413,
    'hub-too-large',
    `${what} has ${megabytes(size)} MB, and at most ${megabytes(most)} MB can be kept here. Choose a smaller model: up to some 200 million parameters run well in a browser.`,
  );

const megabytes = (size: number): string => Math.ceil(size / 1024 / 1024).toLocaleString('en');

function missing(repository: string, name: string, there: ReadonlyMap<string, ListedFile>) {
  const other = [...there.keys()].find((file) => OTHER_FORMS[name]?.test(file));
  const instead = other ? ` It has “${other.slice(0, 100)}”, another format, which is not read here.` : '';
  return hubProblem(
    422,
    'hub-incomplete',
    `“${repository}” has no ${name}.${instead} Choose a model that is published with config.json, tokenizer.json and model.safetensors.`,
  );
}

const OTHER_FORMS: Readonly<Record<string, RegExp>> = {
  [WEIGHTS]: /\.(safetensors|bin|pt|pth|ckpt|h5|msgpack|gguf|onnx)$/,
  'tokenizer.json': /^(tokenizer\.model|vocab\.json|vocab\.txt)$/,
};
