import type { Molecule, PropertyPredictor } from '@/graph';
import { foretell } from '@/ml/molecules/foretell';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { graphOfMolecule } from './chemistry/graph';
import { rolesOf } from './network';

export interface OpenPredictor {
  /** What it says of each molecule, in the property’s own unit; null of one that has more atoms than there is room for. */
  foretold(
    molecules: readonly Pick<Molecule, 'id'>[],
    breathe: () => Promise<void>,
  ): Promise<readonly (number | null)[]>;
  close(): void;
}

/** A predictor with its weights on the device, until it is closed. */
export function openPredictor({ networks, weights, atoms, mean, deviation }: PropertyPredictor): OpenPredictor {
  const { predictor } = rolesOf(networks);
  const uploaded = uploadWeights(predictor, weights);
  return {
    async foretold(molecules, breathe) {
      const graphs = molecules.map(({ id }) => graphOfMolecule(id));
      const fitting = graphs.filter((graph) => graph.atoms <= atoms);
      const said = await foretell(predictor, uploaded, fitting, atoms, breathe);
      let next = 0;
      return graphs.map((graph) => (graph.atoms <= atoms ? mean + deviation * (said[next++] ?? 0) : null));
    },
    close: () => disposeAll(uploaded),
  };
}
