import { chat, createShared } from '@/app/server/llm/chat';
import { llmHosts } from '@/app/server/llm/hosts';
import { seal } from '@/app/server/llm/keys';
import type { UpstreamOptions } from '@/app/server/llm/upstream';
import { openStore } from '@/app/server/store';
import { type ChatCall, type ChatEvent, chatCall, chatEvent, userText } from '@/graph';
import { databaseUrl } from '@/prisma/location';
import type { ConnectionSettings, Store } from '@/prisma/store';
import { newStore } from '../../prisma/support';

export const KEY = 'sk-planted-0123456789-ABCDEFGHIJ';

export const settingsOf = (baseUrl: string, more: Partial<ConnectionSettings> = {}): ConnectionSettings => ({
  name: 'Service',
  provider: 'openai-compatible',
  baseUrl,
  inputPrice: null,
  outputPrice: null,
  callsPerMinute: null,
  dailyTokens: null,
  dailyDollars: null,
  ...more,
});

/** A store of the file’s database with one connection that has a key, and a way to chat over it. */
export async function connected(baseUrl: string, more: Partial<ConnectionSettings> = {}, now?: () => Date) {
  const store = now ? await newStore(now, databaseUrl()) : openStore();
  for (const { id } of await store.connections.list()) await store.connections.delete(id);
  const made = await store.connections.create(settingsOf(baseUrl, more), (id) =>
    seal(KEY, { id, origin: new URL(baseUrl).origin }),
  );
  if (made === 'taken') throw new Error('a new store has no connection');
  return { store, connection: made, ask: asker(store, baseUrl) };
}

type Given = Partial<Omit<ChatCall, 'request'>> & { readonly request?: Partial<ChatCall['request']> };

/** Waits are not waited for; what they would have been is kept. */
export function asker(store: Store, baseUrl: string) {
  const shared = createShared();
  const waits: number[] = [];
  const ask = async (
    { request = {}, ...given }: Given = {},
    options: UpstreamOptions = {},
    signal: AbortSignal = new AbortController().signal,
    see: (event: ChatEvent) => void = () => {},
  ): Promise<readonly ChatEvent[]> => {
    const call = chatCall.parse({
      connection: 'Service',
      model: 'm',
      run: 'run-1',
      ...given,
      request: { messages: [userText('Hello?')], maxTokens: 100, ...request },
    });
    const events: ChatEvent[] = [];
    const all = chat(call, store, shared, signal, {
      hosts: llmHosts({ more: new URL(baseUrl).origin, isLocal: true }),
      wait: async (milliseconds) => void waits.push(milliseconds),
      ...options,
    });
    for await (const event of all) {
      events.push(chatEvent.parse(event));
      see(event);
    }
    return events;
  };
  return Object.assign(ask, { waits });
}

export const textOf = (events: readonly ChatEvent[]): string =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');

export const failureOf = (events: readonly ChatEvent[]) => {
  const last = events.at(-1);
  return last?.type === 'failed' ? last.error : null;
};
