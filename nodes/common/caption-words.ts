import { type Generator, z } from '@/graph';
import type { CaptionVocabulary } from '@/ml/captions';
import { damaged } from './network';

/** As many words as a network may know. */
const stored = z.array(z.string().max(200)).max(4_096);

/** The words that a model knows of captions, or null where it is told none. @throws GenloomError where the model should have them and does not */
export function captionWordsOf({ networks, settings }: Generator): CaptionVocabulary | null {
  const told = networks.denoiser?.examples?.captions;
  if (!told) return null;
  const words = stored.safeParse(settings.captionWords);
  if (!words.success || words.data.length > told.words) throw damaged();
  return { words: words.data, length: told.length };
}
