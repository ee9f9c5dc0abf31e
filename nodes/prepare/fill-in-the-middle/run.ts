import { GenloomError, type Run } from '@/graph';
import { createRandom } from '@/ml/random';
import { hasSigns, middleLast } from '@/ml/text/fill-in-the-middle';
import { documentsOf, documentsView } from '../../common/documents';
import type { fillInTheMiddle } from './node';

export const run: Run<typeof fillInTheMiddle> = async (
  { text },
  { share, whole, cuts },
  { seed, log, preview, breathe },
) => {
  const documents = documentsOf(text);
  const random = createRandom(`middles ${seed}`);
  const items: string[] = [];
  let [signed, short] = [0, 0];
  for (const [index, document] of documents.entries()) {
    if (index % 5_000 === 0) await breathe();
    if (hasSigns(document)) {
      signed++;
      continue;
    }
    const chosen = random.next() < share;
    const moved = chosen ? middleLast(document, cuts, random) : null;
    if (chosen && moved === null) short++;
    if (moved === null || whole) items.push(document);
    if (moved !== null) items.push(moved);
  }
  if (items.length === 0)
    throw new GenloomError({
      code: 'middles.only-signs',
      title: 'Every document has one of the signs ◁ ▷ ◇ ◆, which mark the parts here.',
      fix: 'Take them out first with “Clean”.',
    });
  if (signed > 0)
    log('warning', `${signed.toLocaleString('en')} documents have one of the signs ◁ ▷ ◇ ◆ and are left out.`);
  if (short > 0) log('info', `${short.toLocaleString('en')} documents are too short to be cut and stay as they are.`);
  preview(documentsView(items), 'text');
  return { text: { items } };
};
