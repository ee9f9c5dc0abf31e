import { GenloomError, type Run } from '@/graph';
import { writeMany } from '@/ml/generation/write-many';
import { disposeAll } from '@/ml/weights';
import { codecOf, continuation, promptIds, withoutEnd } from '../../common/codec';
import { documentsView } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { prefixIds } from '../../common/prefix';
import { cutAtStop, endingOf, stopStrings } from '../../common/stop';
import { weightsInUse } from '../../common/weights-in-use';
import { diverged } from '../diverged';
import { ONLY_FILLS } from '../text/node';
import type { generateDocuments } from './node';

export const run: Run<typeof generateDocuments> = async ({ model }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const { count, maxTokens, temperature, topP, minP, together } = params;
  const codec = codecOf(model.tokenizer);
  const [separator = '\n'] = stopStrings(params.separator);
  const prompt = [...prefixIds(model.tokenizer), ...promptIds(codec, separator)];
  const endsWith = endingOf(codec, [separator]);
  const network = concreteNetwork(model.network);
  const items: string[] = [];
  let cut = 0;
  try {
    const weights = weightsInUse(network, model, context);
    try {
      for (let start = 0; start < count; start += together) {
        const places = Array.from({ length: Math.min(together, count - start) }, (_, index) => start + index);
        const written = await writeMany({
          network,
          weights,
          prompts: places.map(() => prompt),
          seeds: places.map((place) => `${context.seed}/${place}`),
          maximumTokens: maxTokens,
          temperature,
          topP,
          minP,
          endIds: codec.endIds,
          ...(endsWith && { endsWith }),
          context: model.blockLength,
          breathe: context.breathe,
        });
        for (const { ids, ended } of written) {
          items.push(cutAtStop(continuation(codec, prompt, withoutEnd(codec, ids)), 0, [separator]));
          if (!ended) cut += 1;
        }
        context.progress({ done: items.length, total: count, message: `${items.length} of ${count} documents` });
        context.preview(documentsView(items), 'text');
      }
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
  if (cut > 0)
    context.log(
      'info',
      `${cut.toLocaleString('en')} of ${count.toLocaleString('en')} documents had not ended after ${maxTokens} tokens and are cut.`,
    );
  return { text: { items } };
};
