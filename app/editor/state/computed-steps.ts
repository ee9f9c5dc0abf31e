import { catalogue } from '@/app/catalogue';
import { flatten, type GraphDocument } from '@/graph';

/** The steps of a run that compute something: blocks only describe a network, and nothing of them is computed or kept. */
export const computedSteps = (ids: readonly string[], document: GraphDocument): readonly string[] =>
  ids.filter((id) => catalogue.get(flatten(document).nodes.get(id)?.type ?? '')?.run);
