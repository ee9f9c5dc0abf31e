import { GenloomError, type Melody, melodiesView, type Run, type RunContext, type z } from '@/graph';
import { makeMelody } from '@/ml/data/melodies/make';
import { inC } from '@/ml/music/transpose';
import { createRandom } from '@/ml/random';
import { readTuneFile } from './files';
import type { sourceMelodies } from './node';

type Params = z.infer<typeof sourceMelodies.params>;

export const run: Run<typeof sourceMelodies> = async (_inputs, params, context) => {
  const found = params.origin === 'file' ? await read(params, context) : await make(params.count, context);
  const melodies = params.transpose ? found.map(inC) : found;
  context.preview(melodiesView({ melodies }), 'melodies');
  return { melodies: { melodies } };
};

async function make(count: number, { seed, breathe, progress }: RunContext): Promise<Melody[]> {
  const random = createRandom(seed);
  const made: Melody[] = [];
  for (let number = 1; number <= count; number++) {
    made.push(makeMelody(random, number));
    if (number % 200 === 0) {
      progress({ done: number, total: count });
      await breathe();
    }
  }
  return made;
}

async function read({ file }: Params, { asset, log, breathe }: RunContext): Promise<Melody[]> {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a .mid or .abc file on this node, or take the built-in melodies.',
    });
  return readTuneFile(file.name, await asset(file.sha256), { warn: (text) => log('warning', text), breathe });
}
