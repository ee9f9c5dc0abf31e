import { GenloomError } from '@/graph';
import type { Form } from './forms';

const RULES: readonly { readonly says: RegExp; readonly error: ConstructorParameters<typeof GenloomError>[0] }[] = [
  {
    says: /protobuf parsing failed|invalid (model|protobuf)|ModelProto does not have a graph|no graph was found/i,
    error: {
      code: 'onnx.damaged',
      title: 'The .onnx file is damaged, or not whole.',
      detail: 'It breaks off or has something in it that no such file has, as after a download that was cut short.',
      fix: 'Fetch or download it again, then give it anew.',
    },
  },
  {
    says: /external data|external initializer|ReadExternalData|MountedFiles|\.onnx[._]data/i,
    error: {
      code: 'onnx.no-data',
      title: 'Weights are missing, or not whole.',
      detail:
        'The .onnx file leaves its weights to a file beside it, whose name begins with its own and goes on with “_data”.',
      fix: 'Give that file together with the others, as it was published.',
    },
  },
  {
    says: /opset|IR version|Could not find an implementation|No Op registered|Unrecognized attribute|is not a registered function/i,
    error: {
      code: 'onnx.unsupported',
      title: 'This model uses something that ONNX Runtime cannot do here.',
      fix: 'Take the model in another form (“Weights”), or one that was exported for transformers.js.',
    },
  },
  {
    says: /Unsupported model type|Missing the following inputs|invalid input name|is not of type|decoder_model_merged/i,
    error: {
      code: 'onnx.architecture',
      title: 'This is no model that goes on with a text, or one that transformers.js does not know.',
      fix: 'Take one for text generation: on Hugging Face those with the tags “transformers.js” and “text-generation”.',
    },
  },
  {
    says: /bad_alloc|out of memory|Array buffer allocation failed|failed to allocate|memory access out of bounds|Aborted\(/i,
    error: {
      code: 'onnx.memory',
      title: 'There is not enough memory for this model.',
      fix: 'Take it in a smaller form (“Weights”), or a smaller model, and close other tabs.',
    },
  },
];

/** What transformers.js and ONNX Runtime throw, as an error made for the person who meets it. Their own words stand in its particulars. */
export function onnxError(thrown: unknown): unknown {
  if (thrown instanceof GenloomError) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const rule = RULES.find(({ says }) => says.test(said));
  const particulars = [said.slice(0, 2_000)];
  return new GenloomError(
    {
      ...(rule?.error ?? {
        code: 'onnx.failed',
        title: 'This model could not be run.',
        detail: said.slice(0, 300),
        fix: 'Take it in another form (“Weights”) or on another device, or another model.',
      }),
      particulars,
    },
    { cause: thrown },
  );
}

/** Published files that do not belong together. */
export const disagrees = (largest: number, vocabulary: number) =>
  new GenloomError({
    code: 'onnx.tokenizer',
    title: 'Tokenizer and model do not belong together.',
    detail: `The tokenizer has tokens up to number ${largest.toLocaleString('en')}, and the model knows ${vocabulary.toLocaleString('en')}.`,
    fix: 'Give tokenizer.json and the .onnx file of the same model.',
  });

export const cannotHere = (form: Form, device: string, why: string) =>
  new GenloomError({
    code: 'onnx.device',
    title: `“${form}” cannot run on ${device} here.`,
    detail: why,
    fix: 'Set the device to automatic, or take other weights.',
  });
