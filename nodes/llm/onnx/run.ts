import { type FileRef, GenloomError, type LlmOnnx, llmView, type Run, type z } from '@/graph';
import { CHAT_TEMPLATES, chatWriter } from '../../common/chat-template';
import { NO_FILES } from '../../common/onnx/files';
import { borrowOnnx } from '../../common/onnx/warm';
import type { llmOnnx } from './node';

type Params = z.infer<typeof llmOnnx.params>;

export const run: Run<typeof llmOnnx> = async (_inputs, params, context) => {
  const files = filesOf(params);
  const template = templateOf(params);
  // Refused here, and not in the middle of a chat.
  if (template !== undefined) chatWriter(template).write([{ role: 'user', content: '?' }], true);
  context.progress({ done: 0, total: 1, message: 'loading the model' });
  const began = performance.now();
  const wanted = { files, form: params.weights, device: params.device };
  // What asks it next finds it ready in this worker.
  const { model, giveBack } = await borrowOnnx(wanted, context).catch((thrown: unknown) => {
    throw notHere(thrown, params);
  });
  try {
    model.writer(template ?? null, context.breathe);
    context.log(
      'info',
      `A model of the type “${model.type}”, ${model.form}, loaded in ${((performance.now() - began) / 1000).toFixed(1)} s; it computes on ${model.device === 'webgpu' ? 'the graphics card (WebGPU)' : 'the processor (WebAssembly)'}.`,
    );
    if (!model.hasTemplate && template === undefined)
      context.log(
        'info',
        'The model says of no template that it learned by it, so chats are written plainly: “User: … Assistant:”.',
      );
    const llm: LlmOnnx = {
      from: 'onnx',
      title: titleOf(params),
      files,
      form: model.form,
      device: params.device,
      context: model.context,
      temperature: params.temperature,
      maxTokens: params.longestAnswer,
      ...(params.topP < 1 && { topP: params.topP }),
      ...(template !== undefined && { chatTemplate: template }),
    };
    context.preview(llmView(llm), 'llm');
    return { llm };
  } finally {
    giveBack();
  }
};

function filesOf({ origin, files, hub }: Params): readonly FileRef[] {
  if (origin === 'files') {
    if (files) return [files];
    throw new GenloomError(NO_FILES);
  }
  if (hub && hub.files.length > 0) return hub.files;
  throw new GenloomError({
    code: 'onnx.not-fetched',
    title: hub ? `“${hub.repository}” has not been fetched to its end.` : 'No model has been fetched.',
    fix: 'Press “Fetch” in the inspector, and wait until all of it is there.',
  });
}

const titleOf = ({ origin, files, hub }: Params): string =>
  (origin === 'hub' ? hub?.repository : files?.name.replace(/\.zip$/, '')) ?? 'ONNX model';

function templateOf({ template, own }: Params): string | undefined {
  if (template === 'learned') return undefined;
  return template === 'own' ? own : CHAT_TEMPLATES[template];
}

/** A graph names the files of its model; they stay in the browser that fetched them. */
function notHere(thrown: unknown, { origin, hub }: Params): unknown {
  if (!(thrown instanceof GenloomError) || thrown.code !== 'asset.missing' || origin !== 'hub' || !hub) return thrown;
  return new GenloomError(
    {
      code: 'onnx.not-fetched',
      title: `The files of “${hub.repository}” are not on this device.`,
      detail:
        'A graph names its model by repository, commit and hashes; the files stay in the browser that fetched them.',
      fix: 'Press “Fetch” in the inspector: the same files are fetched again.',
    },
    { cause: thrown },
  );
}
