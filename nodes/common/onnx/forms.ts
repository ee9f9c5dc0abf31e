import type { LlmOnnx } from '@/graph';

/**
 * The forms in which a repository has the same model, by what a weight is written in: the part of the file’s name that says so is transformers.js’s
 * (`DEFAULT_DTYPE_SUFFIX_MAPPING`). In the order in which they are taken where nobody says which: small ones first, and those that only some graphics cards
 * compute last.
 */
export const FORMS = {
  q4: '_q4',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  fp32: '',
  q4f16: '_q4f16',
  fp16: '_fp16',
  bnb4: '_bnb4',
} as const satisfies Readonly<Record<Form, string>>;

export type Form = LlmOnnx['form'];

export const FORM_NAMES: readonly Form[] = ['q4', 'q8', 'int8', 'uint8', 'fp32', 'q4f16', 'fp16', 'bnb4'];

/** `onnx/model_q4.onnx` */
export const modelFile = (form: Form): string => `onnx/model${FORMS[form]}.onnx`;

/** The first form that is wanted and there; null where none is. */
export const formOf = (wanted: Form | 'auto', has: (file: string) => boolean): Form | null =>
  (wanted === 'auto' ? FORM_NAMES : [wanted]).find((form) => has(modelFile(form))) ?? null;

/** Whether a file holds weights that a model’s own file leaves to others: `onnx/model.onnx_data`, `onnx/model.onnx_data_1`. */
export const isDataOf = (model: string, name: string): boolean =>
  name.startsWith(model) && /^[._]data(_\d{1,3})?$/.test(name.slice(model.length));

/** What of a repository beside the model itself says how it is built, and how texts are cut for it. */
export const ONNX_TEXTS = {
  needed: ['config.json', 'tokenizer.json', 'tokenizer_config.json'],
  useful: ['generation_config.json', 'chat_template.jinja'],
} as const;
