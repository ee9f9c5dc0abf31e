import type { Exam, Model } from '@/graph';
import { sourceBenchmark } from '@/nodes/source/benchmark/node';
import { run } from '@/nodes/source/benchmark/run';
import reference from '../../fixtures/exams/reference.json';
import { gpt } from '../../ml/helpers/networks';
import { fileOf, type TestContext, testContext } from '../support';

export { reference };

/** The tiny GPT of the reference. */
export function tinyGpt(): Model {
  const { vocabulary, width, heads, context } = reference.settings;
  const network = gpt({ vocabulary, width, heads, context, layers: 1 });
  const weights = Object.entries(reference.weights).map(([key, [shape, data]]) => {
    if (!Array.isArray(shape) || typeof data !== 'string') throw new Error('The reference is damaged.');
    return [key, { shape, data: fromHalf(Buffer.from(data, 'base64')) }] as const;
  });
  return {
    network: { ...network, context: Number.POSITIVE_INFINITY } as never,
    weights: Object.fromEntries(weights),
    tokenizer: reference.tokenizer as never,
    blockLength: context,
    trainedSteps: 0,
    validationLoss: null,
  };
}

function fromHalf(bytes: Buffer): Float32Array {
  return Float32Array.from({ length: bytes.length / 2 }, (_, index) => {
    const bits = bytes.readUInt16LE(2 * index);
    const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    return sign * (exponent === 0 ? 2 ** -14 * (fraction / 1024) : 2 ** (exponent - 15) * (1 + fraction / 1024));
  });
}

type Benchmark = ReturnType<typeof sourceBenchmark.params.parse>['benchmark'];

/** Reads a benchmark's files as a user gives them. */
export async function readExam(
  benchmark: Benchmark,
  given: { readonly name: string; readonly content: string | Uint8Array },
  examples?: { readonly name: string; readonly content: string | Uint8Array },
): Promise<{ exam: Exam; context: TestContext }> {
  const questions = fileOf(given.name, given.content);
  const solved = examples && fileOf(examples.name, examples.content);
  const context = testContext({ files: new Map([...questions.files, ...(solved?.files ?? [])]) });
  const params = sourceBenchmark.params.parse({ benchmark, file: questions.file, examples: solved?.file ?? null });
  const { exam } = await run({}, params, context);
  return { exam, context };
}

/** The exam of one of the reference's tasks. */
export async function examOf(task: string): Promise<Exam> {
  const files: Readonly<Record<string, string>> = reference.files;
  const file = (name: string) => ({ name, content: files[name] ?? '' });
  if (task.startsWith('mmlu_')) {
    const subject = task.slice('mmlu_'.length);
    const tables: Readonly<Record<string, string>> = reference.mmlu;
    const of = (part: string) => ({
      name: `${subject}_${part}.csv`,
      content: tables[`${part}/${subject}_${part}.csv`] ?? '',
    });
    return (await readExam('mmlu', of('test'), of('dev'))).exam;
  }
  switch (task) {
    case 'hellaswag':
      return (await readExam('hellaswag', file('hellaswag_val.jsonl'), file('hellaswag_train.jsonl'))).exam;
    case 'winogrande':
      return (await readExam('winogrande', file('dev.jsonl'), file('train_xs.jsonl'))).exam;
    case 'arc_challenge':
      return (await readExam('arc', file('ARC-Challenge-Test.jsonl'), file('ARC-Challenge-Train.jsonl'))).exam;
    case 'gsm8k':
      return (await readExam('gsm8k', file('gsm8k-test.jsonl'), file('gsm8k-train.jsonl'))).exam;
    default:
      return (await readExam(task === 'truthfulqa_mc1' ? 'truthfulqa-mc1' : 'truthfulqa-mc2', file('mc_task.json')))
        .exam;
  }
}
