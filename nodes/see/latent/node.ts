import { defineNode, examples, generator, port, z } from '@/graph';
import { noEncoder, requireExamplesOf, requireFamily, WITH_ENCODER } from '../../common/latent-wiring';

export const seeLatent = defineNode({
  type: 'see.latent',
  version: 1,
  phase: 'evaluate',
  title: 'Latent map',
  summary:
    'A map of where a VAE or an autoencoder puts examples: point at one to see it, click anywhere to see what the model makes there.',
  keywords: [
    'latent space',
    'codes',
    'scatter',
    'encoder',
    'vae',
    'autoencoder',
    'manifold',
    'pca',
    'principal components',
    'map',
  ],
  inputs: {
    model: port(generator, { title: 'Model' }),
    examples: port(examples, { title: 'Examples' }),
  },
  outputs: { codes: port(examples, { title: 'Codes' }) },
  params: z.object({
    count: z.number().int().min(2).max(1_500).default(1_000).meta({
      label: 'How many',
      unit: 'examples',
      scale: 'log',
    }),
    across: z.number().int().min(2).max(12).default(12).meta({
      label: 'Places',
      unit: 'each way',
    }),
    only: z.number().int().min(0).max(10_000).default(0).meta({
      label: 'Class',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count }) => `${count.toLocaleString('en')} examples`,
  extend: ({ model, examples: given }, _params, around) => {
    requireFamily(model, ['vae', 'autoencoder'], noEncoder(WITH_ENCODER), around);
    requireExamplesOf(model, given, around);
    return { codes: { ...(given?.classes && { classes: given.classes }) } };
  },
  run: () => import('./run'),
});
