import { GenloomError, type Meshes, meshesView, type Run } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { makeSolids, SOLIDS } from '@/ml/data/solids';
import { keptKinds } from './kinds';
import { missingFile, type sourceSolids } from './node';

export const run: Run<typeof sourceSolids> = async (_inputs, params, context) => {
  const missing = missingFile(params);
  if (missing) throw new GenloomError({ code: 'source.no-file', title: missing, fix: 'Choose it in the inspector.' });
  const meshes = params.origin === 'files' ? await fromFile(params, context) : await built(params, context);
  context.preview(meshesView(meshes), 'meshes', 'stays');
  return { meshes };
};

type Params = Parameters<Run<typeof sourceSolids>>[1];
type Context = Parameters<Run<typeof sourceSolids>>[2];

async function built({ count, keep, detail, turned }: Params, { seed, breathe, progress }: Context): Promise<Meshes> {
  const classes = keptKinds(SOLIDS, keep);
  let done = 0;
  const { meshes, attributes, captions } = await makeSolids({
    count,
    seed,
    solids: SOLIDS.filter((name) => classes.includes(name)),
    detail,
    turned,
    breathe: async () => {
      progress({ done: done++, total: count, message: 'making solids' });
      await breathe();
    },
  });
  return {
    items: meshes,
    classes,
    labels: Int32Array.from(attributes, ({ solid }) => classes.indexOf(solid)),
    captions,
  };
}

async function fromFile({ file, count, keep }: Params, context: Context): Promise<Meshes> {
  if (!file) throw new Error('no file was chosen');
  refuseHuge(file.name, file.size);
  const { readMeshFiles } = await import('./read/files');
  return readMeshFiles({ name: file.name, bytes: await context.asset(file.sha256) }, { count, keep }, context);
}
