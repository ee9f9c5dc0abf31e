import { node, note, template, wire } from './build';
import { ROTARY_GPT_GROUPS, ROTARY_GPT_WIRES } from './gpt';

/** A language model of code that is marked by running what it writes, and fills gaps. */
export const programsTested = template(
  'programs-tested',
  'Programs that pass their tests',
  'A small GPT learns to write functions from a sentence that says what they do. Press Run: it then writes functions that it never saw, and each is run with its tests, in a sandbox.',
  {
    nodes: [
      node('programs', 'source.programs', 0, 0, { count: 20_000, asked: 100 }),

      node('middles', 'prepare.fill-in-the-middle', 0, 350, { share: 0.2, whole: true }),

      node('tokenizer', 'tokenize.learn-bpe', 262, 0, { vocabularySize: 512 }),
      node('encode', 'tokenize.encode', 262, 250, { blockLength: 128, validation: 0.03 }),

      node('embedding', 'network.token-embedding', 524, 0, { width: 128 }),
      node('blocks', 'network.transformer-block', 524, 130, { repeat: 3, heads: 4, positions: 'rope' }),
      node('head', 'network.language-head', 524, 252),

      node('train', 'train.language-model', 786, 0, {
        steps: 2_400,
        batchSize: 12,
        learningRate: 0.003,
        minimumLearningRate: 0.0003,
        warmUpSteps: 50,
        decaySteps: 2_400,
        evaluateEvery: 200,
        evaluateBatches: 4,
        sampleTokens: 90,
      }),
      node('exam', 'evaluate.benchmark', 1048, 0, { longestAnswer: 64 }),
      node('write', 'generate.text', 1048, 330, {
        prompt: '// add 5 to each, then keep the even ones, then count them\nfunction f(xs) {\n  return xs',
        strategy: 'greedy',
        maxTokens: 60,
        stop: '\\n//',
      }),
      node('fill', 'generate.middle', 1310, 330, {
        text: '// take 2 from each, then keep those above 4, then give the sum\nfunction f(xs) {\n  return xs.map((x) => x - 2)___.reduce((a, b) => a + b, 0);\n}',
        maxTokens: 40,
      }),
    ],
    wires: [
      wire('programs.text → middles.text'),
      wire('middles.text → tokenizer.text'),
      wire('middles.text → encode.text'),
      ...ROTARY_GPT_WIRES,
      wire('train.model → exam.model'),
      wire('programs.exam → exam.exam'),
      wire('train.model → write.model'),
      wire('train.model → fill.model'),
    ],
    groups: ROTARY_GPT_GROUPS,
    notes: [
      note(
        'look',
        262,
        520,
        230,
        270,
        'What to look at\n\nThe questions of “Sit the exam” one by one: where a program fails, it says what it gives and what it should. pass@1 is the share that passes at the first attempt. “Fill the middle” sees what stands behind its gap, too: every fifth program was also learned with its middle last.',
      ),
      note(
        'try',
        524,
        520,
        230,
        200,
        'Then try\n\nYour own sentence in “Write text”, in the words of the documents. Ten programs a task in “Sit the exam” (more settings): pass@10 says how often one of ten passes.',
      ),
    ],
  },
);
