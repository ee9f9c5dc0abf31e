import type { ChatEvent, ChatRequest, LlmOnnx, RunContext } from '@/graph';
import { answersInWords } from './in-words';

type OnnxContext = Pick<RunContext, 'seed' | 'log' | 'breathe' | 'asset'>;

/**
 * A published model in ONNX's form that can be talked to. It is loaded with the first question, transformers.js with it, and stays in this worker for a while
 * after it was closed (`onnx/warm.ts`). Tools are used in words (`tools-as-text.ts`).
 */
export function openOnnx(llm: LlmOnnx, context: OnnxContext) {
  let opening: ReturnType<typeof open> | null = null;

  async function open() {
    const [{ borrowOnnx }, { onnxError }] = await Promise.all([import('../onnx/warm'), import('../onnx/refuse')]);
    const { model, giveBack } = await borrowOnnx(llm, context);
    try {
      const answer = answersInWords(model.writer(llm.chatTemplate ?? null, context.breathe), context);
      return { answer, giveBack, onnxError };
    } catch (thrown) {
      giveBack();
      throw onnxError(thrown);
    }
  }

  async function* answer(request: ChatRequest): AsyncGenerator<ChatEvent, void> {
    opening ??= open();
    const { answer: ask, onnxError } = await opening;
    try {
      yield* ask(llm.topP === undefined ? request : { topP: llm.topP, ...request });
    } catch (thrown) {
      throw onnxError(thrown);
    }
  }

  return {
    answer,
    close() {
      opening?.then(
        ({ giveBack }) => giveBack(),
        () => undefined,
      );
    },
  };
}
