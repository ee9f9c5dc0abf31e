import { GenloomError } from '@/graph';
import { closeNames } from './close-names';
import { llmError } from './problem';
import { redact } from './redact';
import { inChain, readError } from './refusal';
import type { Upstream } from './upstream';

export interface Circumstances {
  readonly upstream: Upstream;
  readonly model: string;
  /** The models that there are, for one that is not known. */
  readonly listModels: () => Promise<readonly string[]>;
}

/** Says what an SDK threw in the user’s words. What the service itself says is passed on where it helps, and never with the key in it. */
export async function explain(thrown: unknown, circumstances: Circumstances): Promise<GenloomError> {
  const ours = inChain(thrown, (error) => (error instanceof GenloomError ? error : null));
  if (ours) return ours;
  const { upstream, model } = circumstances;
  const { status, message, kind, isTold } = readError(thrown);
  const { name } = upstream.connection;
  const words = redact(message, upstream.key).replace(/\s+/g, ' ').trim().slice(0, 600);
  const particulars = words ? [`${name}: ${words}`] : undefined;
  const about = `${kind} ${message}`;

  if (status === 401 || (status === 403 && !/model|region|country/i.test(message)))
    // What it says of a wrong key may have parts of it.
    return upstream.key === null
      ? llmError('key', `“${name}” wants a key.`, undefined, 'Enter one under “Language models”.')
      : llmError(
          'key',
          `“${name}” does not take this key.`,
          undefined,
          'Enter a key that is valid there under “Language models”.',
        );
  if (
    /context_length|context length|context window|context size|maximum context|prompt is too long|too many tokens|exceed_context|input is too long/i.test(
      about,
    ) ||
    status === 413
  )
    return llmError(
      'too-long',
      `This is more than “${model}” can read at once.`,
      words,
      'Give it less: shorter texts, fewer messages before, fewer tokens to write; or choose a model with a longer context.',
    );
  if (
    status === 404 ||
    /model_not_found|no such model|unknown model|model .*(not found|does not exist|not exist)|not a valid model/i.test(
      about,
    )
  )
    return unknownModel(circumstances, particulars);
  if (/content_policy|content_filter|safety|moderation/i.test(kind))
    return llmError('refused', `“${name}” refused to answer this.`, words, 'Ask for it in other words.');
  if (status === 402 || /insufficient_quota|billing|credit balance/i.test(about))
    return llmError(
      'quota',
      `The account behind “${name}” has nothing left.`,
      words,
      'Look at its plan and its credit there.',
    );
  if (status === 429)
    return llmError(
      'busy',
      `“${name}” takes no more calls for now.`,
      words,
      'Wait a little, or give the connection a limit of calls a minute under “Language models”.',
    );
  if (status !== undefined && status >= 500)
    return llmError('down', `“${name}” has trouble answering (status ${status}).`, words, 'Try again in a while.');
  if (status !== undefined)
    return llmError(
      'request',
      `“${name}” does not take this request (status ${status}).`,
      words,
      'Check the model and its settings: not every model knows tools, pictures, JSON or a temperature.',
    );
  if (words && isTold) return llmError('answer', `“${name}” broke its answer off.`, words, 'Try again.');
  return llmError(
    'answer',
    `The answer of “${name}” is not understood.`,
    'It is not what a service of its kind answers.',
    'Check the address of the connection: for most services it ends in /v1.',
    particulars,
  );
}

async function unknownModel({ upstream, model, listModels }: Circumstances, particulars?: readonly string[]) {
  const names = await listModels().catch((): readonly string[] | null => null);
  const { name } = upstream.connection;
  if (names === null)
    return llmError(
      'model',
      `“${name}” has no model “${model}”, or is not at this address.`,
      undefined,
      'Check the model’s name, and the address of the connection: for most services it ends in /v1.',
      particulars,
    );
  const close = closeNames(model, names);
  if (names.includes(model))
    return llmError(
      'model',
      `“${name}” does not offer “${model}” for this.`,
      undefined,
      'Choose another model.',
      particulars,
    );
  const fix =
    close.length > 0
      ? `Did you mean ${close.map((one) => `“${one}”`).join(' or ')}?`
      : names.length > 0
        ? `It has ${names
            .slice(0, 5)
            .map((one) => `“${one}”`)
            .join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`
        : 'Choose a model that is there; “Test” under “Language models” lists them.';
  return llmError('model', `“${name}” has no model “${model}”.`, undefined, fix, particulars);
}
