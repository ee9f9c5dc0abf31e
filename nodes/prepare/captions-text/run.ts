import { GenloomError, type Run } from '@/graph';
import { HOW_TO_CAPTION } from '../../common/no-captions';
import type { captionsText } from './node';

export const run: Run<typeof captionsText> = ({ examples: { captions } }, { lines }) => {
  if (!captions || captions.length === 0)
    throw new GenloomError({
      code: 'captions-text.none',
      title: 'These examples have no captions.',
      fix: HOW_TO_CAPTION,
    });
  const items = lines ? captions.flatMap((caption) => caption.split('\n')) : captions;
  return { text: { items: items.filter((item) => item.trim() !== '') } };
};
