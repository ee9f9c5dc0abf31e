import { type Answers, answersView, GenloomError, type Run, type RunContext } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { disposeAll } from '@/ml/weights';
import { documentsOf } from '../../common/documents';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { stopStrings } from '../../common/stop';
import { weightsInUse } from '../../common/weights-in-use';
import { createWriter } from '../../common/writer';
import { diverged } from '../diverged';
import { ONLY_FILLS } from '../text/node';
import { type Asked, questionsOf } from './asked';
import type { answerPrompts } from './node';
import { readPrompts } from './read';

export const run: Run<typeof answerPrompts> = async ({ model, prompts: wired, conversations }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const all: readonly Asked[] = wired
    ? documentsOf(wired).map((prompt) => ({ prompt }))
    : conversations
      ? questionsOf(conversations, model)
      : await readGiven(params.file, context);
  const asked = params.limit > 0 ? all.slice(0, params.limit) : all;
  if (asked.length === 0) throw nothing();
  const network = concreteNetwork(model.network);
  try {
    const weights = weightsInUse(network, model, context);
    try {
      const writer = createWriter({ model, network, weights });
      const maximumTokens = writer.roomFor(params.maxTokens);
      if (maximumTokens < params.maxTokens)
        context.log(
          'info',
          `Answers have at most ${maximumTokens} tokens: the model looks back on ${writer.window} in all.`,
        );
      const { strategy, temperature, topP } = params;
      const written = await writer.write(
        asked.map(({ prompt }) => prompt),
        {
          strategy,
          ...(strategy === 'sample' && { temperature, topP }),
          maximumTokens,
          stop: stopStrings(params.stop),
          seed: context.seed,
        },
        context,
      );
      const answers: Answers = { items: asked.map((one, index) => ({ ...one, answer: written[index] ?? '' })) };
      context.preview(answersView(answers), 'answers');
      return { answers };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

async function readGiven(
  file: { readonly name: string; readonly size: number; readonly sha256: string } | null,
  { asset, log, breathe }: RunContext,
): Promise<Asked[]> {
  if (!file) throw nothing();
  refuseHuge(file.name, file.size);
  return readPrompts(file.name, await asset(file.sha256), { warn: (text) => log('warning', text), breathe });
}

const nothing = () =>
  new GenloomError({
    code: 'answers.no-prompts',
    title: 'There are no prompts to answer.',
    fix: 'Connect documents, or drop a .jsonl or .csv with prompts on this node.',
  });
