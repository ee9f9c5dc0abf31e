import { type Answers, answersView, GenloomError, type Run, type RunContext } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { compilePattern, type Pattern, PatternError } from '@/ml/generation/pattern';
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

export const run: Run<typeof answerPrompts> = async (inputs, params, context) => {
  const { model, prompts: wired, conversations } = inputs;
  if (model.objective === 'masked') throw new GenloomError(ONLY_FILLS);
  const all: readonly Asked[] = wired
    ? withReferences(documentsOf(wired), inputs.references?.items)
    : conversations
      ? questionsOf(conversations, model)
      : await readGiven(params.file, context);
  const asked = params.limit > 0 ? all.slice(0, params.limit) : all;
  if (asked.length === 0) throw nothing();
  const form = formOf(inputs.form ?? params.form);
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
          before: stopStrings(params.before).join(''),
          seed: context.seed,
          ...(form && { form }),
        },
        context,
      );
      const answers: Answers = { items: asked.map((one, index) => ({ ...one, answer: written[index] ?? '' })) };
      context.preview(answersView(answers), 'answers');
      if (form) tellOfForm(form, answers, context);
      return { answers };
    } finally {
      disposeAll(weights);
    }
  } catch (thrown) {
    throw thrown instanceof RangeError ? diverged(thrown) : friendly(thrown);
  }
};

/** Prompts, each with what would be right. @throws GenloomError `answers.other-count` */
function withReferences(prompts: readonly string[], references: readonly string[] | undefined): Asked[] {
  // Pictures without words have none.
  if (!references || references.length === 0) return prompts.map((prompt) => ({ prompt }));
  if (references.length !== prompts.length)
    throw new GenloomError({
      code: 'answers.other-count',
      title: `There are ${prompts.length.toLocaleString('en')} prompts and ${references.length.toLocaleString('en')} references.`,
      fix: 'Wire both from the same node, one reference for each prompt.',
    });
  return prompts.map((prompt, at) => ({ prompt, reference: [references[at] ?? ''] }));
}

/** @throws GenloomError `answers.form` for what is no regular expression, or one that cannot be written by */
function formOf(source: string): Pattern | null {
  if (source === '') return null;
  try {
    return compilePattern(source);
  } catch (thrown) {
    if (!(thrown instanceof PatternError)) throw thrown;
    throw new GenloomError({
      code: 'answers.form',
      title: 'Answers cannot be held to this form.',
      detail: thrown.message,
      fix: 'Write it with characters, [a-z], groups, | and * + ? {n} alone, or leave it empty.',
    });
  }
}

/** How many did not come out in the form: because the prompt had another one, or for lack of tokens. */
function tellOfForm(form: Pattern, { items }: Answers, { log }: RunContext): void {
  const along = (text: string) => Array.from(text).reduce(form.next, form.start);
  const free = items.filter(({ prompt }) => along(prompt).length === 0).length;
  const cut = items.filter(({ prompt, answer }) => !form.accepts(along(prompt + answer))).length - free;
  if (free > 0)
    log('warning', `${free} of ${items.length} prompts do not begin in the form, and what was written there is free.`);
  if (cut > 0) log('warning', `${cut} of ${items.length} answers ended before they were whole: allow more tokens.`);
}

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
