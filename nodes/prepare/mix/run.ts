import { type Dataset, GenloomError, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { charactersOf, documentsView } from '../../common/documents';
import { namesOf } from './names';
import type { mixDocuments } from './node';

/** More documents than these are refused. */
const MOST = 2_000_000;

export const run: Run<typeof mixDocuments> = async (inputs, params, context) => {
  const random = createRandom(context.seed);
  const names = namesOf(params.sources) ?? [];
  const times = params.times.trim() === '' ? [] : params.times.split(',').map(Number);
  if (times.length > 0 && times.length !== names.length)
    throw new GenloomError({
      code: 'mix.times',
      title: `There are ${names.length} sources, and ${times.length} numbers of times.`,
      fix: 'Give one number for each source, or none.',
    });
  const wired: Readonly<Record<string, Dataset<string>>> = { ...inputs };
  const sources = names.map((name, at) => {
    const all = (wired[name]?.items ?? []).filter((item) => item.trim() !== '');
    // The last of each are held out before anything is repeated: what is tested on was never learned.
    const learned = all.length - Math.floor(all.length * params.heldOut);
    const items = all.slice(0, learned);
    const often = times[at] ?? 1;
    // The part of a time that is left is drawn, document by document.
    const draw = random.split(name);
    const taken = items.flatMap((item) => {
      const copies = Math.floor(often) + (draw.next() < often % 1 ? 1 : 0);
      return new Array<string>(copies).fill(item);
    });
    return { name, items: taken, kept: all.slice(learned) };
  });
  const count = sources.reduce((sum, { items }) => sum + items.length, 0);
  if (count === 0 || count > MOST)
    throw new GenloomError({
      code: count === 0 ? 'text.empty' : 'mix.too-many',
      title: count === 0 ? 'There is no text to mix.' : `That would be ${count.toLocaleString('en')} documents.`,
      fix: count === 0 ? 'Wire documents to its inputs.' : `Mix at most ${MOST.toLocaleString('en')}.`,
    });
  const items = random.split('shuffle').shuffle(sources.flatMap(({ items: own }) => own));
  const all = charactersOf(items);
  const shares = sources.map(({ name, items: own }) => {
    const share = Math.round((100 * charactersOf(own)) / all);
    return `${name}: ${own.length.toLocaleString('en')} documents, ${share} % of the characters`;
  });
  context.log('info', shares.join('; '));
  context.preview(documentsView(items), 'text');
  const kept = random.split('held out').shuffle(sources.flatMap((source) => source.kept));
  context.preview(documentsView(kept), 'kept');
  return { text: { items }, kept: { items: kept } };
};
