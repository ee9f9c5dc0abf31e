import type { FileRef, Message, RunContext } from '@/graph';
import { CHAT_TEMPLATES, failing } from '../chat-template';
import { endingsOf, type TokenWriter } from '../llm/in-words';
import { configOf, jsonOf, largestToken, withTemplate } from './config';
import { bestDevice, type Device, graphicsCard } from './device';
import { onnxFiles } from './files';
import type { Form } from './forms';
import { transformers, withFolder } from './library';
import { cannotHere, disagrees } from './refuse';
import { stepsOf } from './write';

/** Which model, and how it is to run. */
export interface WantedOnnx {
  readonly files: readonly FileRef[];
  readonly form: Form | 'auto';
  readonly device: Device;
}

/** A published model that is ready to write. */
export interface OnnxModel {
  readonly form: Form;
  readonly device: 'webgpu' | 'wasm';
  /** As config.json has it: `llama`. */
  readonly type: string;
  /** Tokens that it looks back on. */
  readonly context: number;
  /** Whether it says how chats are written for it. */
  readonly hasTemplate: boolean;
  /**
   * What answers with it; one answer is written at a time.
   * @param template in Jinja; null for its own, and where it has none, plain words
   */
  writer(template: string | null, breathe: RunContext['breathe']): TokenWriter;
  /** Gives its memory back. */
  dispose(): Promise<void>;
}

/**
 * Loads a model from files of the store into ONNX Runtime.
 * @throws GenloomError for files that are missing, disagree or cannot be read; what transformers.js and ONNX Runtime throw comes as it is (`onnxError`)
 */
export async function loadOnnx(wanted: WantedOnnx, context: Pick<RunContext, 'asset' | 'breathe'>): Promise<OnnxModel> {
  const { form, files, data } = await onnxFiles(wanted.files, wanted.form, context);
  const bytesOf = (name: string) => files.get(name) ?? new Uint8Array();
  const config = configOf(jsonOf('config.json', bytesOf('config.json')));
  const largest = largestToken(bytesOf('tokenizer.json'));
  if (config.vocabulary !== null && largest >= config.vocabulary) throw disagrees(largest, config.vocabulary);
  const settings = withTemplate(bytesOf('tokenizer_config.json'), files.get('chat_template.jinja'));
  const card = await graphicsCard();
  const device = wanted.device === 'auto' ? bestDevice(form, card) : wanted.device;
  if (device === 'webgpu' && !card)
    throw cannotHere(form, 'WebGPU', 'This browser reaches no graphics card by WebGPU.');
  // Where there is a card, models of both devices share a worker.
  const library = await transformers(device === 'webgpu' || (card !== null && !card.software));
  if (!library) throw cannotHere(form, 'WebGPU', 'This worker began with the processor alone. Load the page again.');
  const { AutoTokenizer, AutoModelForCausalLM } = library;
  const { tokenizer, model } = await withFolder(
    new Map([...files, ['tokenizer_config.json', settings]]),
    async (name) => ({
      tokenizer: await AutoTokenizer.from_pretrained(name),
      model: await AutoModelForCausalLM.from_pretrained(name, {
        dtype: form,
        // Under Node the name “wasm” is not known, and what is asked for below counts.
        device: device === 'webgpu' ? 'webgpu' : 'auto',
        use_external_data_format: false,
        session_options: { executionProviders: [device], ...(data.length > 0 && { externalData: [...data] }) },
      }),
    }),
  );
  const write = stepsOf(library, tokenizer, model);
  const hasTemplate = Boolean(tokenizer.chat_template);
  return {
    form,
    device,
    type: config.type,
    context: config.context,
    hasTemplate,
    writer(template, breathe) {
      const own = template === null && hasTemplate;
      const chat_template = own ? null : (template ?? CHAT_TEMPLATES.plain);
      const writeChat = (messages: readonly Message[], asked: boolean): string =>
        failing(() =>
          String(
            tokenizer.apply_chat_template(
              messages.map((one) => ({ ...one })),
              { tokenize: false, add_generation_prompt: asked, ...(chat_template !== null && { chat_template }) },
            ),
          ),
        );
      // Its own template writes the sign that begins a text itself.
      const encode = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: !own });
      const endings = endingsOf(writeChat);
      const signs = endings.flatMap((ending) => {
        const ids = tokenizer.encode(ending, { add_special_tokens: false });
        return ids.length === 1 ? ids : [];
      });
      return {
        window: config.context,
        write: writeChat,
        endings,
        encode,
        steps: (options) => write({ ...options, signs, breathe }),
      };
    },
    dispose: async () => void (await model.dispose()),
  };
}
