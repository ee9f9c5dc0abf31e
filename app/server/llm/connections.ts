import { z } from 'zod';
import type { Connection, ConnectionSettings, Spent } from '@/prisma/store';
import { llmHosts } from './hosts';
import { seal } from './keys';
import { llmError } from './problem';

const price = z.number().min(0).max(1_000_000).nullable();
const settings = z.object({
  name: z.string().trim().min(1, 'Give the connection a name.').max(100),
  provider: z.enum(['openai-compatible', 'anthropic']),
  baseUrl: z.string().trim().min(1, 'Enter the address of the service.').max(500),
  inputPrice: price,
  outputPrice: price,
  callsPerMinute: z.number().int().min(1).max(100_000).nullable(),
  dailyTokens: z.number().int().min(1).max(2_000_000_000).nullable(),
  dailyDollars: z.number().min(0).max(1_000_000).nullable(),
});
/** What a header can carry. */
const key = z
  .string()
  .trim()
  .min(1, 'The key is empty.')
  .max(4_000)
  .regex(/^[\x21-\x7e]+$/, 'A key is letters, digits and signs without spaces: copy it once more.')
  .nullable();

const nothing = { inputPrice: null, outputPrice: null, callsPerMinute: null, dailyTokens: null, dailyDollars: null };

/** A new connection, as a person describes it. */
export const newConnection = z.preprocess(
  (given) => (typeof given === 'object' ? { ...nothing, key: null, ...given } : given),
  settings.extend({ key }),
);

/** What of a connection shall be otherwise; a key that is left out stays. */
export const changedConnection = settings.extend({ key }).partial();

type Changes = z.infer<typeof changedConnection>;

/**
 * What the store changes. A key goes with the host it was given for: a connection that is led elsewhere has none until one is entered, so that nobody can
 * have a key sent to a host of their choice.
 * @throws GenloomError
 */
export function changesOf(before: Connection, { key: given, baseUrl, provider, ...rest }: Changes) {
  const kind = provider ?? before.provider;
  const base = checkedAddress(baseUrl ?? before.baseUrl, kind);
  const isElsewhere = base.origin !== new URL(before.baseUrl).origin;
  const sealed =
    given === undefined
      ? isElsewhere
        ? { sealedKey: null }
        : {}
      : { sealedKey: given === null ? null : seal(given, { id: before.id, origin: base.origin }) };
  return { ...defined(rest), provider: kind, baseUrl: addressOf(base), ...sealed };
}

/** What the store keeps of a new connection, and how its key is sealed. @throws GenloomError */
export function toKeep({ key: given, ...rest }: z.infer<typeof newConnection>) {
  const base = checkedAddress(rest.baseUrl, rest.provider);
  const kept: ConnectionSettings = { ...rest, baseUrl: addressOf(base) };
  return { kept, seal: (id: string) => (given === null ? null : seal(given, { id, origin: base.origin })) };
}

/** What leaves the server of a connection: of its key, whether there is one. */
export function connectionAnswer(connection: Connection, today: Spent) {
  const { id, name, provider, baseUrl, sealedKey, createdAt } = connection;
  const { inputPrice, outputPrice, callsPerMinute, dailyTokens, dailyDollars } = connection;
  const bounds = { inputPrice, outputPrice, callsPerMinute, dailyTokens, dailyDollars };
  return { id, name, provider, baseUrl, hasKey: sealedKey !== null, ...bounds, createdAt, today };
}

function checkedAddress(text: string, provider: ConnectionSettings['provider']): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw llmError(
      'address',
      'This is not the address of a service.',
      undefined,
      'Enter one that begins with http:// or https://, as “https://api.openai.com/v1”, without a key in it.',
    );
  // As people copy it: chat completions are below /v1, and Anthropic’s SDK adds that itself.
  const path = url.pathname.replace(/\/+$/, '').replace(/\/(chat\/completions|messages|models)$/, '');
  url.pathname = provider === 'anthropic' ? path.replace(/\/v1$/, '') : path === '' ? '/v1' : path;
  llmHosts().check(url);
  return url;
}

const addressOf = (url: URL): string => url.href.replace(/\/$/, '');

/** Without the members that are undefined, which would be written as such. */
function defined<Value extends object>(value: Value): { [Name in keyof Value]?: Exclude<Value[Name], undefined> };
function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
