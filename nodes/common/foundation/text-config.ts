import { type Decoder, decoderOf } from './config';
import { namedIn, type TextEncoder, textEncoderOf } from './encoder-config';
import { otherwiseLoaded } from './refuse';

/** What “Load model” loads: a decoder that writes, or an encoder that fills gaps. */
export type TextModel =
  | { readonly kind: 'decoder'; readonly described: Decoder }
  | { readonly kind: 'encoder'; readonly described: TextEncoder };

/**
 * What a `config.json` describes. It is asked before any weights are fetched, and again when they are read.
 * @throws GenloomError `foundation.*` for a model that is not loaded: another kind, a part that our blocks do not have, or a config that does not hold together
 */
export function textModelOf(config: unknown): TextModel {
  const { architecture } = namedIn(config);
  if (ELSEWHERE.test(architecture)) throw otherwiseLoaded(architecture);
  const encoder = textEncoderOf(config);
  return encoder ? { kind: 'encoder', described: encoder } : { kind: 'decoder', described: decoderOf(config) };
}

/** Models of images are classifiers here, and not models that write: there is another node for them. What ends in vectors gives nothing to say. */
const ELSEWHERE = /^(ViTForImageClassification|(ViT|CLIP|Bert|Roberta|DistilBert)Model)$/;
