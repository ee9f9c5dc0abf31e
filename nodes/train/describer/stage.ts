import {
  type Describer,
  type Examples,
  GenloomError,
  imagesThatFit,
  imagesView,
  type Metrics,
  type RunContext,
  type z,
} from '@/graph';
import { describe } from '@/ml/joint/describe';
import { ownParameters } from '@/ml/network';
import { describing, type PictureLine, type PictureLines } from '@/ml/objectives/describing';
import { joined } from '@/ml/roles';
import { codecOf } from '../../common/codec';
import { answerIds, endOf, linesOf, questionIds, roomOf, scaledFor } from '../../common/describer';
import { gatesOf } from '../../common/describer-language';
import { evenlySpaced } from '../../common/examples';
import { rolesOf } from '../../common/network';
import { HOW_TO_CAPTION } from '../../common/no-captions';
import { curvesOf, measureCurvesOf, measuredLosses, measuresOf, settingsOf } from '../common/curves';
import { givenTo } from '../common/labels';
import { trainShown } from '../common/shown';
import { refuseLarge } from '../common/too-large';
import type { TrainingWords } from '../common/words';
import type { describerFields } from './fields';

const WORDS: TrainingWords = {
  loss: 'cross-entropy, nats per token',
  unit: 'nats per token',
  speed: 'tokens/s',
  measures: {
    tokens: {
      title: 'Right in the last look',
      help: 'Tokens of answers that were foretold, 0 to 1.',
      better: 'higher',
      apart: true,
    },
  },
};
/** Pictures that are described at each look, and tokens of a description there. */
const [SHOWN, MOST] = [4, 24];

type Params = z.infer<z.ZodObject<typeof describerFields>>;

/** Which parts learn, and how fast beside the others. */
export type Learning = Readonly<Record<'picture' | 'language', number>>;

/** One stage: what joins the two learns, and the encoder and the language model at their shares of its learning rate; at 0 they stay as they are. */
export async function trainStage(
  begun: Describer,
  { examples, validation }: { readonly examples: Examples; readonly validation: Examples | undefined },
  learning: Learning,
  params: Params,
  context: RunContext,
): Promise<{ describer: Describer; metrics: Metrics }> {
  for (const [what, { captions }] of givenTo(examples, validation))
    if (!captions)
      throw new GenloomError({
        code: 'train.no-captions',
        title: `The ${what} have no captions.`,
        fix: HOW_TO_CAPTION,
      });
  const networks = rolesOf(begun.networks);
  const roles = { ...networks, begins: begun.begins };
  const network = joined(Object.values(networks));
  const codec = codecOf(begun.tokenizer);
  const room = roomOf(begun, roles.language);
  const training = linesFor(begun, examples, room, context);
  const held = validation && validation.count > 0 ? linesFor(begun, validation, room, context) : undefined;
  // What was put between the blocks of the language model learns like the projector, also where the blocks stay as they are.
  const gates = new Set(ownParameters(gatesOf(roles.language)).map(({ key }) => key));
  const rateOf = (name: string) => {
    if (isPartOf('picture', name)) return learning.picture;
    return isPartOf('language', name) && !gates.has(name) ? learning.language : 1;
  };
  const weightsWhere = (keeps: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(begun.weights).filter(([name]) => keeps(name)));
  const frozen = weightsWhere((name) => rateOf(name) === 0);
  const still = Object.values(frozen).reduce((sum, { data }) => sum + data.length, 0);
  refuseLarge(Object.values(networks), params.batchSize, context, still);
  const shown = evenlySpaced(
    held && validation ? validation : examples,
    Math.min(SHOWN, imagesThatFit(examples.shape)),
  );
  const seen = scaledFor(begun, shown);
  const end = endOf(codec);
  const { state, made } = await trainShown<PictureLines, PictureLines>(params, context, {
    words: WORDS,
    network,
    data: { training, ...(held && { validation: held }) },
    objective: describing(roles),
    evaluateBatches: 2,
    begin: weightsWhere((name) => rateOf(name) > 0),
    frozen,
    rateOf,
    async sample(weights) {
      const prompts = Array.from({ length: shown.count }, (_, picture) => ({ picture, ids: [] }));
      const said = await describe(roles, weights, seen, prompts, {
        end,
        most: MOST,
        room,
        breathe: context.breathe,
      });
      return said.flatMap((ids) => [...ids, ...Array<number>(MOST - ids.length).fill(end)]);
    },
    madeOf: (ids) => {
      const said = Array.from({ length: shown.count }, (_, row) => {
        const own = Array.from({ length: MOST }, (_, at) => ids[row * MOST + at] ?? end);
        const until = own.indexOf(end);
        return codec.decode(until < 0 ? own : own.slice(0, until)).trim();
      });
      return {
        text: said.join('\n'),
        picture: imagesView(shown, { columns: shown.count, captionOf: (at) => said[at] ?? '' }),
      };
    },
  });
  return {
    describer: {
      ...begun,
      weights: { ...begun.weights, ...state.weights },
      tuned: begun.tuned || learning.language > 0,
      trainedSteps: begun.trainedSteps + state.step,
    },
    metrics: {
      values: [
        ...measuredLosses(state.history.evaluations.at(-1), WORDS),
        ...measuresOf(state, WORDS),
        { name: 'Lines', value: training.lines.length, help: 'Captions, and questions with their answers.' },
        { name: 'Steps', value: state.step },
      ],
      curves: [
        ...curvesOf(state.history, WORDS),
        ...measureCurvesOf(state.history, WORDS, true),
        ...settingsOf(state.history, WORDS),
      ],
      notes: made?.text ? made.text.split('\n').map((said) => `It says: “${said}”.`) : [],
    },
  };
}

const isPartOf = (role: keyof Learning, name: string) => name.startsWith(`${role}/`);

/** What is said of each picture, in tokens, as far as there is room. @throws GenloomError `describer.too-long` where there is room for none */
function linesFor(model: Describer, examples: Examples, room: number, context: RunContext): PictureLines {
  const codec = codecOf(model.tokenizer);
  let left = 0;
  const lines = (examples.captions ?? []).flatMap((caption, picture) =>
    linesOf(caption).flatMap((line): PictureLine[] => {
      const asked = questionIds(codec, line.question);
      const ids = [...asked, ...answerIds(codec, line)];
      if (ids.length <= room) return [{ picture, ids, from: asked.length }];
      left += 1;
      return [];
    }),
  );
  if (lines.length === 0)
    throw new GenloomError({
      code: 'describer.too-long',
      title: `Nothing that is said of these pictures fits into the ${room} tokens that the language model has room for.`,
      fix: 'Give it a longer context at “Positions”, or tell a picture in fewer tokens.',
    });
  if (left > 0)
    context.log(
      'warning',
      `${left.toLocaleString('en')} lines are longer than the ${room} tokens there is room for, and are left out.`,
    );
  return { pictures: scaledFor(model, examples), lines };
}
