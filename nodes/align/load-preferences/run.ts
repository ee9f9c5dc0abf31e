import { GenloomError, preferencesView, type Run, type RunContext } from '@/graph';
import { LARGEST_DATA, refuseHuge } from '@/ml/data/read';
import { decodeText } from '../../common/read/decode';
import { gunzip } from '../../common/read/gunzip';
import { readPreferences } from './formats';
import type { loadPreferences } from './node';

export const run: Run<typeof loadPreferences> = async (_inputs, { file, lenient, most }, context) => {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a file on this node.',
    });
  refuseHuge(file.name, file.size);
  const text = await textOf(file.name, await context.asset(file.sha256), context);
  const { pairs, same, broken } = await readPreferences(text, file.name, { lenient, most }, context.breathe);
  const [first] = broken;
  if (first) context.log('warning', `${told(broken.length)} of “${file.name}” left out. ${first}`);
  if (same > 0)
    context.log('warning', `${told(same)} left out, whose two answers are the same: nothing is preferred in them.`);
  if (pairs.length === 0)
    throw new GenloomError({
      code: 'preferences.none',
      title: `“${file.name}” holds no pair with two different answers.`,
      fix: 'Choose a file whose lines have “chosen” and “rejected”.',
    });
  const preferences = { pairs };
  context.preview(preferencesView(preferences, 3), 'preferences');
  return { preferences };
};

const told = (count: number): string => (count === 1 ? '1 pair was' : `${count.toLocaleString('en')} pairs were`);

async function textOf(name: string, bytes: Uint8Array, { log, breathe }: RunContext): Promise<string> {
  const unpacked = await gunzip(name, bytes, LARGEST_DATA, breathe);
  return decodeText(unpacked, name, (warning) => log('warning', warning));
}
