import type { Run } from '@/graph';
import { trainStage } from '../describer/stage';
import type { tuneDescriber } from './node';

export const run: Run<typeof tuneDescriber> = ({ describer, examples, validation }, params, context) =>
  trainStage(describer, { examples, validation }, { picture: params.encoderRate, language: 1 }, params, context);
