import { FORM_NAMES, type Form, formOf, isDataOf, modelFile, ONNX_TEXTS } from '@/nodes/common/onnx/forms';
import { type ListedFile, tooLarge } from './choose-files';
import { hubProblem } from './problem';

const MODELS: ReadonlySet<string> = new Set(FORM_NAMES.map(modelFile));

/** Whether a file is an ONNX model that goes on with a text, or its weights beside it. */
export const isOnnxFile = (name: string): boolean =>
  MODELS.has(name) || [...MODELS].some((model) => isDataOf(model, name));

/**
 * The files that transformers.js loads a language model from, in one of the forms that a repository has it in, small ones first.
 * @throws Problem where one of them is not there, or all are too large together
 */
export function chooseOnnxFiles(
  repository: string,
  listed: readonly ListedFile[],
  wanted: Form | 'auto',
  most: number,
): readonly ListedFile[] {
  const byName = new Map(listed.map((file) => [file.name, file]));
  const form = formOf(wanted, (name) => byName.has(name));
  if (!form) throw noForm(repository, wanted, byName);
  const texts = [...ONNX_TEXTS.needed, ...ONNX_TEXTS.useful].flatMap((name) => byName.get(name) ?? []);
  const absent = ONNX_TEXTS.needed.find((name) => !byName.has(name));
  if (absent)
    throw hubProblem(
      422,
      'hub-incomplete',
      `“${repository}” has no ${absent}. Choose a model that is published for transformers.js.`,
    );
  const model = modelFile(form);
  const weights = listed.filter(({ name }) => name === model || isDataOf(model, name));
  const chosen = [...texts, ...weights];
  const size = chosen.reduce((total, file) => total + file.size, 0);
  if (size > most) throw tooLarge(`“${repository}” in the form ${form}`, size, most);
  return chosen;
}

function noForm(repository: string, wanted: Form | 'auto', there: ReadonlyMap<string, unknown>) {
  const others = FORM_NAMES.filter((form) => there.has(modelFile(form)));
  const onnx = [...there.keys()].find((name) => name.endsWith('.onnx'));
  const instead =
    others.length > 0
      ? ` It has it as ${others.join(', ')}: take one of these under “Weights”.`
      : onnx
        ? ` It has “${onnx.slice(0, 100)}”, which is no model that goes on with a text.`
        : ' It has no ONNX model at all.';
  return hubProblem(
    422,
    'hub-incomplete',
    `“${repository}” has no ${wanted === 'auto' ? 'onnx/model.onnx' : modelFile(wanted)}.${instead}${others.length > 0 ? '' : ' Choose one with the tags “transformers.js” and “text-generation”.'}`,
  );
}
