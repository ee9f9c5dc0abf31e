import { z } from '@/graph';
import { listAnthropicModels } from './anthropic';
import { explain } from './explain';
import { llmFetch } from './fetch';
import { listOpenAiModels } from './openai';
import { llmError } from './problem';
import { redact } from './redact';
import type { Upstream } from './upstream';

const LARGEST_LIST = 16 * 1024 * 1024;
const MOST_MODELS = 2_000;

const model = z.object({ id: z.string().min(1).max(200) });
/** Most services wrap their list, some do not. */
const list = z.union([z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data), z.array(z.unknown())]);

/**
 * The models that a service has, by name: the way to see whether a connection works.
 * @throws GenloomError
 */
export async function listModels(upstream: Upstream, signal: AbortSignal): Promise<readonly string[]> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(Math.min(30_000, upstream.patience.total))]);
  const fetch = llmFetch(upstream, { signal: ended, most: LARGEST_LIST, pace: async () => {} });
  const ask = upstream.connection.provider === 'anthropic' ? listAnthropicModels : listOpenAiModels;
  let told: unknown;
  try {
    told = await ask(upstream, fetch, ended);
  } catch (error) {
    if (ended.aborted && !signal.aborted)
      throw llmError(
        'timeout',
        `“${upstream.connection.name}” did not tell its models in time.`,
        undefined,
        'Try again.',
      );
    throw await explain(error, { upstream, model: '', listModels: async () => [] });
  }
  const read = list.safeParse(told);
  if (!read.success)
    throw llmError(
      'answer',
      `What “${upstream.connection.name}” says of its models is not understood.`,
      undefined,
      'Check the address of the connection: for most services it ends in /v1.',
    );
  const names = read.data.flatMap((one) => model.safeParse(one).data?.id ?? []);
  return [...new Set(names.map((name) => redact(name, upstream.key)))].sort().slice(0, MOST_MODELS);
}
