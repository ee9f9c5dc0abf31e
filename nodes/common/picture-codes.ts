import { type Examples, type Generator, GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { applyScaling, undoScaling } from '@/ml/data/points';
import { runNetwork } from '@/ml/forward';
import { inParts, readFrom } from '@/ml/generators/in-parts';
import { sizeOf } from '@/ml/network';
import { joined } from '@/ml/roles';
import { type Alphabet, PICTURE_SIGNS } from '@/ml/text/symbols';
import { cast, reshape } from '@/ml/tf';
import { codesFor, codesOf, entriesFor } from '@/ml/vae/codes';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { requireEncodable } from './latent-model';
import { roleOf, rolesOf } from './network';
import { NO_CODES } from './unread-pictures';

/** Examples that go through the networks together. */
const TOGETHER = 200;

/** A VQ-VAE that writes pictures down in codes and reads them again, with its weights on the backend. */
export interface PictureCodes {
  readonly entries: number;
  /** How many codes a picture has. */
  readonly places: number;
  /** Codes in a row of it. */
  readonly across: number;
  /** `count × places` codes. */
  encode(examples: Examples, breathe: (done: number) => Promise<void>): Promise<Float32Array>;
  /** Pictures, as people see them. */
  decode(codes: Float32Array, breathe: (done: number) => Promise<void>): Promise<Arrays>;
  dispose(): void;
}

/** Opens a VQ-VAE. The caller disposes of it. @throws GenloomError `pictures.no-codes`, `pictures.too-many-codes` */
export function openPictureCodes(model: Generator, { size }: Alphabet = PICTURE_SIGNS): PictureCodes {
  if (model.family !== 'vq-vae') throw new GenloomError(NO_CODES);
  const own = rolesOf(model.networks);
  const decoder = roleOf(own, 'decoder');
  const codes = codesOf(roleOf(own, 'encoder'));
  const { entries, places, grid } = codes;
  if (entries > size)
    throw new GenloomError({
      code: 'pictures.too-many-codes',
      title: `This VQ-VAE has ${entries.toLocaleString('en')} codes, and there are signs for ${size}.`,
      fix: `Give its “Vector quantiser” at most ${size} entries.`,
    });
  const weights = uploadWeights(joined(Object.values(own)), model.weights);
  return {
    entries,
    places,
    across: grid.at(-1) ?? places,
    async encode(examples, breathe) {
      requireEncodable(model, examples);
      const codesOfPart = readFrom((x) => cast(codesFor(codes, weights, x), 'float32'));
      return inParts(examples, TOGETHER, (part) => codesOfPart(applyScaling(part, model.scaling)), breathe);
    },
    async decode(written, breathe) {
      const pictureOf = readFrom((x) => {
        const indices = cast(reshape(x, [-1, ...grid]), 'int32');
        return runNetwork(decoder, weights, { input: entriesFor(codes, weights, indices) });
      });
      const given = { shape: grid, count: written.length / sizeOf(grid), data: written };
      const data = await inParts(given, TOGETHER, pictureOf, breathe);
      return undoScaling({ shape: model.shape, count: given.count, data }, model.scaling);
    },
    dispose: () => disposeAll(weights),
  };
}
