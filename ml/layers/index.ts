import { NetworkError, type Operation } from '../network';
import { attention } from './attention';
import { feedForward } from './feed-forward';
import { languageHead } from './language-head';
import type { Layer } from './layer';
import { norm } from './norm';
import { positionLearned } from './position-learned';
import { positionSinusoidal } from './position-sinusoidal';
import { residualAdd } from './residual-add';
import { tokenEmbedding } from './token-embedding';
import { transformerBlock } from './transformer-block';

/** Every layer by the name that networks call it. */
export const layers: ReadonlyMap<string, Layer> = new Map([
  ['token-embedding', tokenEmbedding],
  ['position-learned', positionLearned],
  ['position-sinusoidal', positionSinusoidal],
  ['norm', norm],
  ['attention', attention],
  ['feed-forward', feedForward],
  ['residual-add', residualAdd],
  ['transformer-block', transformerBlock],
  ['language-head', languageHead],
]);

/** The layer of an operation. @throws NetworkError where nothing has that name. */
export function layerOf(operation: Operation): Layer {
  const layer = layers.get(operation.layer);
  if (!layer) throw new NetworkError(`there is no layer “${operation.layer}”.`, operation.id);
  return layer;
}
