import { GenloomError, type Run } from '@/graph';
import { writeShortAbc, writeStart } from '@/ml/music/write-abc';
import { documentsView } from '../../common/documents';
import type { melodiesToText } from './node';

export const run: Run<typeof melodiesToText> = async (inputs, { aside, bars }, { preview }) => {
  const { melodies } = inputs.melodies;
  // The last are kept aside, unless others are given to go on with: one more melody changes nothing for those before it.
  const learned = inputs.own ? melodies.length : melodies.length - aside;
  if (learned < 1)
    throw new GenloomError({
      code: 'melodies.all-aside',
      title: 'Nothing is left to learn from.',
      detail: `There are ${melodies.length.toLocaleString('en')} melodies, and ${aside.toLocaleString('en')} are kept aside.`,
      fix: 'Keep fewer aside, or give more melodies.',
    });
  const items = melodies.slice(0, learned).map(writeShortAbc);
  preview(documentsView(items), 'text');
  const kept = inputs.own?.melodies ?? melodies.slice(learned);
  return { text: { items }, starts: { items: kept.map((melody) => writeStart(melody, bars)) } };
};
