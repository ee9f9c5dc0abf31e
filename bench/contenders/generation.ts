import { createPredictor } from '@/ml/generation/predictor';
import type { Network } from '@/ml/network';
import { generateAll } from '@/ml/sample';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import type { Task } from '../support/contender';

/** A GPT of GPT-2's kind and what it is to write: so many tokens, each the likeliest, after a prompt. */
export interface Generation {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly context: number;
  readonly vocabulary: number;
  readonly prompt: readonly number[];
  readonly tokens: number;
}

const SEED = 'generation';

export const writerOf = ({ layers, width, heads, context, vocabulary }: Generation): Network =>
  gpt({ vocabulary, width, layers, heads, context, bias: true });
/** The weights that all contenders write with: new ones, for how well it writes makes no difference to how fast. */
export const writerWeights = (settings: Generation) => initialiseWeights(writerOf(settings), SEED);

/** Ids that stand after the prompt where logits are compared, so that one flipped choice does not part the contenders. */
export const forcedIds = ({ vocabulary }: Generation): number[] =>
  Array.from({ length: 8 }, (_, index) => (index * 37 + 5) % vocabulary);

/** Greedy decoding with the key/value cache. A run writes all the tokens. */
export const generation: Task<Generation> = (settings) => {
  const network = writerOf(settings);
  const weights = uploadWeights(network, writerWeights(settings));
  const { prompt, tokens: maximumTokens, context } = settings;
  return {
    async round(runs, warm) {
      const times: number[] = [];
      for (let run = 0; run < warm + runs; run++) {
        const began = performance.now();
        const { ids } = await generateAll({
          network,
          weights,
          prompt,
          maximumTokens,
          context,
          strategy: 'greedy',
          seed: 0,
        });
        times.push(performance.now() - began);
        if (ids.length !== maximumTokens) throw new Error(`it wrote ${ids.length} tokens`);
      }
      return { times: times.slice(warm), values: [] };
    },
    dispose: () => disposeAll(weights),
  };
};

/** Not timed: the logits after the prompt and after each of the forced ids, one after another. */
export const nextLogits: Task<Generation> = (settings) => {
  const network = writerOf(settings);
  const weights = uploadWeights(network, writerWeights(settings));
  return {
    async round() {
      const predictor = createPredictor({ network, weights, context: settings.context });
      const values: number[] = [];
      const ids = [...settings.prompt];
      for (const next of forcedIds(settings)) {
        const [logits] = await predictor.next([ids]);
        for (const logit of logits ?? []) values.push(logit);
        ids.push(next);
      }
      predictor.dispose();
      return { times: [], values };
    },
    dispose: () => disposeAll(weights),
  };
};
