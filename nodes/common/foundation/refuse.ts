import { GenloomError } from '@/graph';

/** The architectures that are read, as `config.json` names them. */
export const SUPPORTED = [
  'GPT2LMHeadModel',
  'LlamaForCausalLM',
  'MistralForCausalLM',
  'Qwen2ForCausalLM',
  'Qwen3ForCausalLM',
] as const;

const families = 'GPT-2, Llama (also SmolLM and TinyLlama), Mistral, Qwen2 and Qwen3';

/** Something about a model that our blocks do not do, in words; nothing is read half. */
export const notSupported = (what: string, instead = `models of the families ${families} are`): GenloomError =>
  new GenloomError({
    code: 'foundation.unsupported',
    title: `This model has ${what}, which is not supported here.`,
    detail: `What is: ${instead.replace(/ (is|are)$/, '')}.`,
    fix: 'Choose another model of a supported family.',
  });

export const unsupportedArchitecture = (name: string): GenloomError =>
  new GenloomError({
    code: 'foundation.unsupported-architecture',
    title: `Models of the architecture “${name.slice(0, 80)}” cannot be loaded here.`,
    detail: `Those that can: ${SUPPORTED.join(', ')}: ${families}.`,
    fix: 'Choose a model of one of these families.',
  });

/** A file that is there and does not hold what it should. */
export const malformed = (file: string, why: string): GenloomError =>
  new GenloomError({
    code: 'foundation.malformed',
    title: `“${file.slice(-120)}” of this model cannot be used.`,
    detail: why.slice(0, 1_000),
    fix: 'Download the model’s files again, all from one place.',
  });
