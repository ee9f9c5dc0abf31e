import type { Network, TokenizerValue, Weight } from '@/graph';
import { publishedTensors } from '@/ml/foundation/families';
import { concreteNetwork } from '../network';
import { networkOfClipImages, networkOfClipText } from './clip-architecture';
import { type ClipImages, clipOf } from './clip-config';
import { configOf, tokenizerOf, vocabularyOf } from './load';
import { malformed } from './refuse';
import { type ByteSource, modelFolder } from './sources';
import { type StoredTensor, storedTensors } from './tensors';
import { type LoadHooks, readWeights } from './weights';

interface Tower {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Weight>>;
}

/** Two encoders into one space, and how sharply they tell what goes together; `imageTextLogits` puts them together. */
export interface LoadedClip {
  /** Ids, between the marks that its tokenizer puts around every text, to `[B, joint]`. */
  readonly text: Tower;
  /** Images to `[B, joint]`. */
  readonly images: Tower;
  readonly tokenizer: TokenizerValue;
  readonly logitScale: number;
  /** What its images are. */
  readonly image: ClipImages['image'];
  /** Numbers of a vector that both make. */
  readonly joint: number;
}

/** A published CLIP out of its files, on our own blocks. @throws GenloomError `foundation.*` for what is missing, damaged or not supported */
export async function loadClip(sources: readonly ByteSource[], hooks: LoadHooks): Promise<LoadedClip> {
  const folder = modelFolder(sources);
  const { text, images, joint } = clipOf(await configOf(folder));
  const { tokenizer } = await tokenizerOf(folder);
  vocabularyOf(tokenizer, text.vocabulary, hooks);
  const stored = await storedTensors(folder);
  const load = async (family: 'clip-text' | 'clip-vision', network: Network): Promise<Tower> => {
    const wanted = publishedTensors(family, concreteNetwork(network));
    return { network, weights: await readWeights(towerOf(stored, family), wanted, 'CLIPModel', hooks) };
  };
  const [scale] = (await stored.get('logit_scale')?.read(0, 1)) ?? [];
  if (scale === undefined) throw malformed('model.safetensors', 'It has no “logit_scale”, which CLIPModel needs.');
  return {
    text: await load('clip-text', networkOfClipText(text, joint)),
    images: await load('clip-vision', networkOfClipImages(images, joint)),
    tokenizer,
    logitScale: scale,
    image: images.image,
    joint,
  };
}

/** The tensors of one of both. */
function towerOf(stored: ReadonlyMap<string, StoredTensor>, family: 'clip-text' | 'clip-vision') {
  const own = family === 'clip-text' ? /^text_/ : /^(vision_|visual_)/;
  return new Map([...stored].filter(([name]) => own.test(name)));
}
