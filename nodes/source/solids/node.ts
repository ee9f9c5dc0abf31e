import { defineNode, fileRef, meshes, z } from '@/graph';
import { keptClasses } from '../images/node';

/** What the file dialog offers. */
const ACCEPTED = '.glb,.ply,.obj,.zip';

/** The solids that are built in; a test holds them to what is made. */
export const BUILT_IN: readonly string[] = ['sphere', 'box', 'cylinder', 'cone', 'torus', 'table', 'mug'];

const params = z.object({
  origin: z
    .enum(['built-in', 'files'])
    .default('built-in')
    .meta({
      label: 'From',
      choices: { 'built-in': 'Simple solids (built in)', files: 'GLB, PLY or OBJ files' },
    }),
  file: fileRef
    .nullable()
    .default(null)
    .meta({ label: 'File', control: 'file', accept: ACCEPTED, when: { param: 'origin', is: ['files'] } }),
  count: z.number().int().min(1).max(5_000).default(600).meta({
    label: 'Solids',
    unit: 'solids',
    scale: 'log',
  }),
  keep: z.string().max(1_000).default('').meta({
    label: 'Kinds to keep',
    placeholder: 'all, or for instance mug, table',
  }),
  detail: z
    .number()
    .int()
    .min(8)
    .max(64)
    .default(28)
    .meta({
      label: 'Detail',
      unit: 'cells each way',
      when: { param: 'origin', is: ['built-in'] },
      advanced: true,
    }),
  turned: z
    .boolean()
    .default(false)
    .meta({
      label: 'Turned any way about the vertical',
      when: { param: 'origin', is: ['built-in'] },
      advanced: true,
    }),
});
type Params = z.infer<typeof params>;

export const sourceSolids = defineNode({
  type: 'source.solids',
  version: 1,
  phase: 'prepare',
  title: 'Solids',
  summary: 'Solid things as meshes that a model can learn to make: built-in ones with captions, or your own files.',
  keywords: ['3d', 'mesh', 'glb', 'gltf', 'ply', 'obj', 'shape', 'cad', 'cube', 'sphere', 'mug', 'table', 'upload'],
  inputs: {},
  outputs: { meshes },
  params,
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count }) =>
    origin === 'files' ? (file?.name ?? 'no file yet') : `${count.toLocaleString('en')} simple solids`,
  extend: (_inputs, { origin, keep }) =>
    origin === 'files' ? { meshes: {} } : { meshes: { classes: keptClasses(BUILT_IN, keep), captioned: true } },
  advise: (_inputs, given) => {
    const missing = missingFile(given);
    return missing ? [{ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' }] : [];
  },
  run: () => import('./run'),
});

/** A sentence about the file that is missing, if one is. */
export const missingFile = ({ origin, file }: Pick<Params, 'origin' | 'file'>): string | null =>
  origin === 'files' && !file ? 'No file of meshes has been chosen yet.' : null;
