import type { Explanation } from '@/graph';
import { alignmentDetailHelps, alignmentHelps } from '../../align/common/helps';
import type { trainTextClassifier } from './node';

export const explain: Explanation<typeof trainTextClassifier> = {
  more: 'The model’s head, which foretold tokens, gives way to one that gives a number for each class at the end of a text. Made into shares of one, the numbers say how probable each class is. What the model knows of the language helps it to learn from few texts.',
  formula: 'p(class | text) = softmax(W h + b), h: the vector of the last token      loss = −log p(right class)',
  lookAt:
    'The confusion: which class is taken for which. A safety classifier that calls harmless texts unsafe is as useless as one that lets everything pass. The calibration tells whether its sureness can be trusted as a threshold.',
  source:
    'Radford et al. 2018 and Devlin et al. 2019 (a class head on a language model); Guo et al. 2017 (calibration)',
  params: {
    ...alignmentHelps,
    ...alignmentDetailHelps,
    reads: 'The part that is judged: what was asked last, what was answered last, or both together.',
    batchSize: 'Texts that one step learns from. More make each step surer, and slower.',
    learningRate: 'How far one step moves the weights.',
    evaluateEvery: 'How often texts that were put aside are judged, and the work is kept.',
    heldOut: 'The share of texts that is not learned from but measured, where no others are connected for that.',
  },
  inputs: {
    model: 'The classifier begins with what it knows of the language.',
    conversations: 'Each needs a label: the built-in ones of what to refuse have one, and files with a field “label”.',
    validation: 'Others to measure by, best such as share no text with those above.',
  },
  outputs: {
    confusion: 'A row for each class that texts have, a column for each that they were taken for.',
  },
};
