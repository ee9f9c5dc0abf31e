import { GenloomError, type Run, VIEW_LIMITS } from '@/graph';
import { askMiddle, hasSigns, MIDDLE_ENDS } from '@/ml/text/fill-in-the-middle';
import { disposeAll } from '@/ml/weights';
import { codecOf } from '../../common/codec';
import { friendly } from '../../common/friendly';
import { concreteNetwork } from '../../common/network';
import { weightsInUse } from '../../common/weights-in-use';
import { createWriter } from '../../common/writer';
import { diverged } from '../diverged';
import { ONLY_FILLS } from '../text/node';
import { type fillTheMiddle, HOLE, NO_GAP } from './node';

export const run: Run<typeof fillTheMiddle> = async ({ model, text: wired }, params, context) => {
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const given = wired ?? params.text;
  const [before = '', after, ...more] = given.split(HOLE);
  if (after === undefined) throw new GenloomError(NO_GAP);
  if (more.length > 0)
    throw new GenloomError({
      code: 'middle.many-gaps',
      title: `This text has ${more.length + 1} gaps, and one can be filled at a time.`,
      fix: `Leave one ${HOLE}, and use a second “Fill the middle” for the next.`,
    });
  if (hasSigns(given))
    throw new GenloomError({
      code: 'middle.signs',
      title: 'This text has one of the signs ◁ ▷ ◇ ◆, which tell the model where its parts are.',
      fix: 'Take it out.',
    });
  // A model that never saw the signs does not know what is wanted of it.
  const codec = codecOf(model.tokenizer);
  if (codec.decode(codec.encode(askMiddle('', ''))) !== askMiddle('', ''))
    throw new GenloomError({
      code: 'middle.never-learned',
      title: 'This model’s tokenizer does not know the signs ◁ ▷ ◇ ◆: it never learned to fill a middle.',
      fix: 'Put “Middles last” before its tokenizer, and train it anew.',
    });
  if (codec.encode(MIDDLE_ENDS).length > 1)
    context.log(
      'warning',
      'The signs of a gap are no tokens of this model’s, so it has hardly seen them: put “Middles last” before its tokenizer, and train it anew.',
    );
  const network = concreteNetwork(model.network);
  const weights = weightsInUse(network, model, context);
  try {
    const writer = createWriter({ model, network, weights });
    const rules = {
      strategy: params.temperature === 0 ? ('greedy' as const) : ('sample' as const),
      temperature: params.temperature,
      maximumTokens: writer.roomFor(params.maxTokens),
      stop: [MIDDLE_ENDS],
      seed: context.seed,
      // As documents begin that stand behind others in training.
      before: '\n',
    };
    const [middle = ''] = await writer.write([askMiddle(before, after)], rules, context);
    if (middle === '') context.log('info', 'The model finds that nothing is missing there.');
    const text = before + middle + after;
    context.preview({ view: 'text', text: text.slice(0, VIEW_LIMITS.characters) }, 'text');
    return { text, middle };
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  } finally {
    disposeAll(weights);
  }
};
