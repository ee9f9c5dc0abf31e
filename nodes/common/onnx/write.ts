import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from '@huggingface/transformers';
import type { RunContext } from '@/graph';
import { cutDistribution, drawId, softmaxOf } from '@/ml/decoding';
import { createRandom } from '@/ml/random';
import type { WriteOptions, WriteStep } from '../llm/in-words';
import type { Library } from './library';

interface Options extends WriteOptions {
  /** Tokens that end an answer besides those that the model’s makers name. */
  readonly signs: readonly number[];
  readonly breathe: RunContext['breathe'];
}

/**
 * What writes tokens with a loaded model: transformers.js keeps the keys and values, and asks what its makers set beside it (`generation_config.json`) for
 * penalties and ends; which token comes is drawn here, with the seeded generator of the house, since that of transformers.js is one for all. Answers wait for
 * each other. Whoever stops listening stops the writing.
 */
export function stepsOf(library: Library, tokenizer: PreTrainedTokenizer, model: PreTrainedModel) {
  const ends = endsOf(model, tokenizer);
  let last: Promise<unknown> = Promise.resolve();

  return async function* steps(options: Options): AsyncGenerator<WriteStep, void> {
    const before = last;
    let leave = () => {};
    last = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await before;
    const endIds = new Set([...ends, ...options.signs]);
    const writing = startWriting(library, tokenizer, model, options, [...endIds]);
    const ids: number[] = [];
    try {
      for (let id = await writing.next(); id !== null; id = await writing.next()) {
        ids.push(id);
        const ended = endIds.has(id);
        const text = tokenizer.decode(ended ? ids.slice(0, -1) : ids, { skip_special_tokens: true });
        yield { text, tokens: ids.length, ended };
        if (ended || options.shouldStop()) return;
      }
    } finally {
      await writing.stop();
      leave();
    }
  };
}

/** Begins to write; `next` gives token after token, and null at the end. @throws what went wrong, or `cancelled` */
function startWriting(
  library: Library,
  tokenizer: PreTrainedTokenizer,
  model: PreTrainedModel,
  options: Options,
  endIds: number[],
) {
  const { prompt, maximumTokens, breathe } = options;
  const written: number[] = [];
  const state = { given: 0, over: false, stopped: false, failure: null as { readonly thrown: unknown } | null };
  let wake = () => {};
  const { LogitsProcessorList, StoppingCriteria, TextStreamer } = library;

  class Listener extends TextStreamer {
    #prompt = true;
    override put([ids = []]: bigint[][]): void {
      // The prompt comes first.
      if (!this.#prompt) written.push(...ids.map(Number));
      this.#prompt = false;
      wake();
    }
    override end(): void {}
  }
  class Stopped extends StoppingCriteria {
    override _call(ids: readonly unknown[]): boolean[] {
      return ids.map(() => state.stopped);
    }
  }
  const processors = new LogitsProcessorList();
  processors.push(chooser(library, options));

  const forward = model.forward.bind(model);
  model.forward = async (inputs) => {
    await breathe().catch((thrown: unknown) => {
      // It ends by itself after this token, and tidies up behind itself.
      state.failure ??= { thrown };
      state.stopped = true;
    });
    return forward(inputs);
  };
  const whole = (values: readonly number[]) =>
    new library.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const running = model
    .generate({
      input_ids: whole(prompt),
      attention_mask: whole(prompt.map(() => 1)),
      max_new_tokens: maximumTokens,
      do_sample: false,
      num_beams: 1,
      eos_token_id: endIds,
      logits_processor: processors,
      stopping_criteria: new Stopped(),
      streamer: new Listener(tokenizer),
    })
    .catch((thrown: unknown) => {
      state.failure ??= { thrown };
    })
    .finally(() => {
      state.over = true;
      model.forward = forward;
      wake();
    });
  return {
    async next(): Promise<number | null> {
      for (;;) {
        if (state.failure) throw state.failure.thrown;
        const id = written[state.given];
        if (id !== undefined) {
          state.given += 1;
          return id;
        }
        if (state.over) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async stop(): Promise<void> {
      state.stopped = true;
      await running;
    },
  };
}

/** Leaves one token to choose from, as temperature and top-p draw it: greedy decoding then takes it. */
function chooser({ LogitsProcessor }: Library, { temperature, topP, seed }: Options) {
  const random = createRandom(`${seed}/sample`);
  class Chooser extends LogitsProcessor {
    override _call(_ids: unknown, logits: Tensor): Tensor {
      const { data } = logits;
      if (temperature === 0 || !(data instanceof Float32Array)) return logits;
      const cut = cutDistribution(softmaxOf(data, temperature), topP === undefined ? {} : { topP });
      const id = drawId(cut.probabilities, random.next());
      data.fill(Number.NEGATIVE_INFINITY);
      data[id] = 0;
      return logits;
    }
  }
  return new Chooser();
}

/** The tokens that end a text by what its makers say. */
function endsOf(model: PreTrainedModel, tokenizer: PreTrainedTokenizer): readonly number[] {
  const told: unknown[] = [model.generation_config?.eos_token_id, Reflect.get(model.config, 'eos_token_id')].flat();
  const named = tokenizer.eos_token;
  const own = typeof named === 'string' ? tokenizer.encode(named, { add_special_tokens: false }) : [];
  return [...told, ...(own.length === 1 ? own : [])].filter((id) => typeof id === 'number');
}
