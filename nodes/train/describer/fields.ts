import { z } from '@/graph';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _samples, average: _average, ...fields } = exampleTrainingFields;

/** What both stages are told. */
export const describerFields = {
  ...fields,
  batchSize: z.number().int().min(1).max(1_024).default(64).meta({ unit: 'lines', scale: 'log' }),
};
