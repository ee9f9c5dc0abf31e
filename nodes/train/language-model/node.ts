import { dataset, defineNode, languageModel, metrics, network, port, tokens, type UserFacingError, z } from '@/graph';
import { shareVocabulary } from '../../common/vocabulary';
import { optimisationFields } from '../common/fields';

export const trainLanguageModel = defineNode({
  type: 'train.language-model',
  version: 1,
  phase: 'train',
  title: 'Train language model',
  summary: 'Teaches a network to predict the next token of your text, again and again, a little better each time.',
  keywords: ['fit', 'learn', 'adamw', 'optimizer', 'gradient descent', 'pretrain', 'gpt', 'loss'],
  inputs: {
    network: port(network, { title: 'Network', help: 'Ends in a language-model head.' }),
    training: port(dataset(tokens), { title: 'Training' }),
    validation: port(dataset(tokens), { title: 'Validation', optional: true }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    steps: z.number().int().min(1).max(1_000_000).default(2_000).meta({
      unit: 'steps',
      scale: 'log',
      help: 'How often the weights are changed. Raise it later to go on from where training ended.',
    }),
    batchSize: z.number().int().min(1).max(512).default(12).meta({
      unit: 'blocks',
      scale: 'log',
      help: 'Blocks of text that one step learns from. More make each step surer, and slower.',
    }),
    learningRate: z.number().min(1e-6).max(1).default(1e-3).meta({
      scale: 'log',
      help: 'How far one step moves the weights. Too small learns slowly, too large makes the loss jump or become NaN.',
    }),
    evaluateEvery: z.number().int().min(1).max(100_000).default(200).meta({
      label: 'Look every',
      unit: 'steps',
      scale: 'log',
      help: 'How often the losses are measured, a sample is written and the work is kept.',
    }),
    samplePrompt: z.string().max(2_000).default('').meta({
      label: 'Samples begin with',
      control: 'textarea',
      placeholder: 'a line break',
      help: 'The model goes on from this at each look.',
    }),
    sampleTokens: z.number().int().min(0).max(1_000).default(120).meta({
      label: 'Length of samples',
      unit: 'tokens',
      help: '0 writes none.',
    }),
    earlyStopAfter: z.number().int().min(0).max(1_000).default(0).meta({
      label: 'Stop when no better for',
      unit: 'looks',
      help: 'Ends when the validation loss has not improved for so many looks. 0: never.',
    }),
    ...optimisationFields,
    accumulate: z.number().int().min(1).max(128).default(1).meta({
      label: 'Batches per step',
      unit: 'batches',
      help: 'Gradients of several batches make one step: a larger batch where memory is short.',
      advanced: true,
    }),
    evaluateBatches: z.number().int().min(1).max(1_000).default(20).meta({
      label: 'Batches per look',
      unit: 'batches',
      help: 'More make the measured losses smoother, and each look slower.',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  continues: 'steps',
  subtitle: ({ steps, batchSize, learningRate }) =>
    `${steps.toLocaleString('en')} steps · batch ${batchSize} · rate ${learningRate}`,
  extend: ({ network: wired, training, validation }, _params, around) => {
    const described = wired?.network;
    const words = { family: 'train', fix: ONE_TOKENIZER };
    for (const [name, data] of [
      ['training', training],
      ['validation', validation],
    ] as const) {
      shareVocabulary(around, { port: 'network', facts: wired }, { port: name, facts: data }, words);
      const context = described?.context;
      if (typeof context === 'number' && typeof data?.blockLength === 'number' && data.blockLength > context)
        around.refuse(name, blocksTooLong(name, data.blockLength, context));
    }
    if (!described) return {};
    const head = described.operations.find(({ id }) => id === described.output);
    if (head?.layer !== 'language-head')
      around.refuse('network', {
        code: 'network.no-head',
        title: 'This network does not end in a language-model head.',
        detail: 'Without one it gives no probabilities for the next token.',
        fix: 'Put a “Language-model head” under the last block and connect that.',
      });
    const tokenizedBy = training?.tokenizedBy ?? wired?.tokenizedBy;
    return {
      model: {
        network: described,
        ...(tokenizedBy === undefined ? {} : { tokenizedBy }),
        ...(training?.blockLength === undefined ? {} : { blockLength: training.blockLength }),
        ...(described.vocabularySize !== undefined && { vocabularySize: described.vocabularySize }),
      },
    };
  },
  advise: (
    { network: wired, validation },
    { steps, schedule, decaySteps, warmUpSteps, learningRate, earlyStopAfter, evaluateEvery },
  ) => {
    const advice: UserFacingError[] = [];
    const operations = wired?.network?.operations ?? [];
    if (operations.length > 0 && !operations.some(({ layer }) => MIXES_TOKENS.has(layer)))
      advice.push({
        code: 'train.one-token',
        title: 'This network sees one token at a time.',
        detail: 'It guesses the next token from the last one alone: nothing in it looks back.',
        fix: 'Put a “Transformer block” between the embedding and the head.',
      });
    if (!validation)
      advice.push({
        code: 'train.no-validation',
        title: 'Nothing tells whether the model learns the language or the words by heart.',
        detail: earlyStopAfter > 0 ? 'Stopping early needs validation too.' : 'There is no validation data.',
        fix: 'Connect “Validation” of the Encode node.',
      });
    if (warmUpSteps >= steps)
      advice.push({
        code: 'train.only-warm-up',
        title: 'Training ends before the learning rate has warmed up.',
        fix: `Set the warm-up to less than ${steps} steps.`,
        set: { param: 'warmUpSteps', value: Math.floor(steps / 10) },
      });
    if (schedule !== 'constant' && decaySteps < steps * 0.5)
      advice.push({
        code: 'train.early-decay',
        title: `From step ${decaySteps.toLocaleString('en')} on, the learning rate stays at its lowest.`,
        fix: `Set “Lowest at” to ${steps.toLocaleString('en')} steps, unless you mean to go on from an earlier training.`,
        set: { param: 'decaySteps', value: steps },
      });
    if (learningRate > 0.01)
      advice.push({
        code: 'train.high-rate',
        title: 'This learning rate is high for a transformer.',
        fix: 'Try 0.001 if the loss jumps or becomes NaN.',
        set: { param: 'learningRate', value: 0.001 },
      });
    if (evaluateEvery > steps) {
      const often = Math.max(1, Math.round(steps / 10));
      advice.push({
        code: 'train.no-look',
        title: 'Training ends before its first look.',
        fix: `Look every ${often} steps to see samples on the way.`,
        set: { param: 'evaluateEvery', value: often },
      });
    }
    return advice;
  },
  run: () => import('./run'),
});

/** Layers in which a token sees those before it; all others work on each by itself. */
const MIXES_TOKENS = new Set(['attention', 'transformer-block']);

/** What to do where network and text have different vocabularies. */
export const ONE_TOKENIZER = 'Connect one tokenizer to both “Token embedding” and “Encode”.';

/** Blocks of training at `port` that are longer than the network looks back. */
export const blocksTooLong = (port: string, blockLength: number, context: number): UserFacingError => ({
  code: 'train.block-too-long',
  title: `Blocks of ${blockLength} tokens do not fit into a network that looks at ${context}.`,
  fix: `Set the block length of “Encode” to ${context}, or the context of “Positions” to ${blockLength}.`,
  set: { param: 'blockLength', value: context, before: port },
});
