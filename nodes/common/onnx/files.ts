import { type FileRef, GenloomError, type RunContext } from '@/graph';
import { unzip } from '../read/zip';
import { type Form, formOf, isDataOf, modelFile, ONNX_TEXTS } from './forms';

/** A published model’s files, by their names in its repository. */
export interface OnnxFiles {
  readonly form: Form;
  /** `config.json`, `tokenizer.json` … and the model itself, `onnx/model_q4.onnx`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Weights that lie beside it, by the names that the model knows them by. */
  readonly data: readonly { readonly path: string; readonly data: Uint8Array }[];
}

type FilesContext = Pick<RunContext, 'asset' | 'breathe'>;

const MOST = { entries: 200, bytes: 2 ** 30 } as const;
const WANTED = /\.(json|jinja|onnx|onnx[._]data(_\d{1,3})?)$/;

/**
 * Reads the files of a model: a .zip of them, or each by itself. Folders around them do not matter, nor whether the model lies in one named onnx.
 * @throws GenloomError `onnx.no-files`, `onnx.missing-file`, `onnx.other-form`, `asset.missing`
 */
export async function onnxFiles(
  given: readonly FileRef[],
  wanted: Form | 'auto',
  context: FilesContext,
): Promise<OnnxFiles> {
  const all = await readAll(given, context);
  const form = formOf(wanted, (name) => all.has(name));
  if (!form) throw wanted === 'auto' ? missing('onnx/model.onnx', all) : otherForm(wanted, all);
  const model = modelFile(form);
  const files = new Map<string, Uint8Array>();
  for (const name of [...ONNX_TEXTS.needed, model]) {
    const bytes = all.get(name);
    if (!bytes) throw missing(name, all);
    files.set(name, bytes);
  }
  for (const name of ONNX_TEXTS.useful) {
    const bytes = all.get(name);
    if (bytes) files.set(name, bytes);
  }
  const data = [...all].flatMap(([name, bytes]) =>
    isDataOf(model, name) ? [{ path: name.slice('onnx/'.length), data: bytes }] : [],
  );
  return { form, files, data };
}

async function readAll(given: readonly FileRef[], { asset, breathe }: FilesContext): Promise<Map<string, Uint8Array>> {
  if (given.length === 0) throw new GenloomError(NO_FILES);
  const all = new Map<string, Uint8Array>();
  const [only, ...more] = given;
  if (only && more.length === 0 && /\.zip$/i.test(only.name)) {
    const entries = await unzip(await asset(only.sha256), (name) => WANTED.test(name), breathe, MOST);
    for (const { name, bytes } of entries) all.set(placeOf(name), bytes);
  } else for (const { name, sha256 } of given) all.set(placeOf(name), await asset(sha256));
  return all;
}

/** Where a file stands in a repository. */
function placeOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return /\.onnx([._]data(_\d+)?)?$/.test(name) ? `onnx/${name}` : name;
}

export const NO_FILES = {
  code: 'onnx.no-files',
  title: 'No model has been given.',
  fix: 'Drop its folder, or its files together, on this node, or fetch it from Hugging Face.',
};

const WHAT_FOR: Readonly<Record<string, string>> = {
  'config.json': 'It says how the model is built.',
  'tokenizer.json': 'It says how texts are cut into tokens.',
  'tokenizer_config.json': 'It says which tokens begin and end an answer, and how a chat is written.',
};

const missing = (name: string, all: ReadonlyMap<string, unknown>) =>
  new GenloomError({
    code: 'onnx.missing-file',
    title: `There is no ${name.replace('onnx/', '')} among the files of this model.`,
    detail: WHAT_FOR[name] ?? 'It is the model itself.',
    fix: 'Give config.json, tokenizer.json, tokenizer_config.json and the .onnx file together, or the folder that they lie in.',
    particulars: [...all.keys()].slice(0, 20),
  });

const otherForm = (form: Form, all: ReadonlyMap<string, unknown>) =>
  new GenloomError({
    code: 'onnx.other-form',
    title: `This model is not here in the form “${form}”.`,
    detail: `There is no ${modelFile(form).replace('onnx/', '')} among its files.`,
    fix: 'Set “Weights” to automatic, or fetch the model again in this form.',
    particulars: [...all.keys()].slice(0, 20),
  });
