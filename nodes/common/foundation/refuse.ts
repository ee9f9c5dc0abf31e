import { GenloomError } from '@/graph';

/** The architectures that are read, as `config.json` names them. */
export const SUPPORTED = [
  'GPT2LMHeadModel',
  'LlamaForCausalLM',
  'MistralForCausalLM',
  'Qwen2ForCausalLM',
  'Qwen3ForCausalLM',
] as const;

/** Those that fill gaps. */
export const FILLERS = ['BertForMaskedLM', 'DistilBertForMaskedLM', 'RobertaForMaskedLM'] as const;

const families =
  'GPT-2, Llama (also SmolLM and TinyLlama), Mistral, Qwen2 and Qwen3; and of those that fill gaps BERT, DistilBERT and RoBERTa';

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
    detail: `Those that can: ${[...SUPPORTED, ...FILLERS].join(', ')}: ${families}.`,
    fix: 'Choose a model of one of these families.',
  });

/** Of the node that opens models of images. */
export const unsupportedImages = (name: string): GenloomError =>
  new GenloomError({
    code: 'foundation.unsupported-architecture',
    title: `Models of the architecture “${(name || 'not named').slice(0, 80)}” cannot be opened as image classifiers.`,
    detail: 'Those that can: ViTForImageClassification, which are vision transformers (ViT, DeiT), and CLIPModel.',
    fix: 'Choose a vision transformer; a model of text is opened with “Load model”.',
  });

/** A model that is known, and that this node gives to nobody: one of images, or one that gives vectors only. */
export const otherwiseLoaded = (architecture: string): GenloomError =>
  architecture === 'ViTForImageClassification' || architecture === 'CLIPModel'
    ? new GenloomError({
        code: 'foundation.of-images',
        title: 'This model tells what images show; it has nothing to do with text.',
        fix: 'Open it with “Load image classifier”.',
      })
    : new GenloomError({
        code: 'foundation.no-head',
        title: `A model of the architecture “${architecture.slice(0, 80)}” gives vectors alone, and nothing here takes those.`,
        detail: `Those with a head that can be loaded: ${[...SUPPORTED, ...FILLERS].join(', ')}; and of images ViTForImageClassification and CLIPModel.`,
        fix: 'Choose the same model with its head, as it was trained.',
      });

/** A file that is there and does not hold what it should. */
export const malformed = (file: string, why: string): GenloomError =>
  new GenloomError({
    code: 'foundation.malformed',
    title: `“${file.slice(-120)}” of this model cannot be used.`,
    detail: why.slice(0, 1_000),
    fix: 'Download the model’s files again, all from one place.',
  });
