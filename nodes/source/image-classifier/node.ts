import { classifier, defineNode, fileRef, port, z } from '@/graph';

export const loadImageClassifier = defineNode({
  type: 'source.image-classifier',
  version: 1,
  phase: 'prepare',
  title: 'Load image classifier',
  summary:
    'Opens a vision transformer or a CLIP that others trained, from the files they publish: it tells what images show.',
  keywords: [
    'pretrained',
    'foundation',
    'hugging face',
    'safetensors',
    'import',
    'vit',
    'deit',
    'vision',
    'imagenet',
    'clip',
    'zero-shot',
  ],
  inputs: {},
  outputs: { classifier: port(classifier, { title: 'Classifier' }) },
  params: z.object({
    files: fileRef.nullable().default(null).meta({
      label: 'Files of the model',
      control: 'file',
      accept: '.zip,.json,.safetensors',
    }),
    classes: z.string().max(100_000).default('').meta({
      label: 'Classes in words',
      control: 'textarea',
      placeholder: 'a cat\na dog',
    }),
    sentence: z.string().max(500).default('a photo of {}').meta({
      label: 'Sentence for each',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ files }) => files?.name.replace(/\.zip$/, '') ?? 'no files yet',
  advise: (_inputs, { files }) =>
    files
      ? []
      : [{ code: 'foundation.no-files', title: 'No model has been chosen yet.', fix: 'Drop its folder on this node.' }],
  run: () => import('./run'),
});
