import { base64, fromBase64, type MoleculeGoal } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';
import { json } from './json';
import { propertyPredictor } from './property-predictor';

type Stored = Omit<MoleculeGoal, 'predictor'> & { readonly predictor?: string };

/** JSON; a predictor stands in it as its file in base64. */
export const moleculeGoal: Codec<MoleculeGoal> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: ({ predictor, ...goal }) =>
    toJson({ ...goal, ...(predictor && { predictor: base64(propertyPredictor.encode(predictor)) }) }),
  decode(bytes) {
    const { predictor, ...goal } = fromJson<Stored>(bytes);
    return {
      ...goal,
      ...(predictor !== undefined && { predictor: propertyPredictor.decode(fromBase64(predictor)) }),
    };
  },
  look: ({ predictor, ...goal }, options) =>
    json.look({ ...goal, says: predictor ? 'a trained predictor' : 'the computed property' }, options),
};
