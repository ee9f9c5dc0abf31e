import { GenloomError, type Run, triplesView } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { decodeText } from '../../common/read/decode';
import type { sourceTriples } from './node';
import { readTriples } from './read';

export const run: Run<typeof sourceTriples> = async (_inputs, { file }, { asset, log, preview }) => {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a .jsonld, .graphml, .nt, .ttl or .csv file on this node.',
    });
  refuseHuge(file.name, file.size);
  const warn = (text: string) => log('warning', text);
  const triples = await readTriples(file.name, decodeText(await asset(file.sha256), file.name, warn), warn);
  if (triples.triples.length === 0)
    throw new GenloomError({
      code: 'triples.none',
      title: `There are no facts in “${file.name}”.`,
      fix: 'Choose a file in which things are joined by relations.',
    });
  preview(triplesView(triples), 'triples');
  return { triples };
};
