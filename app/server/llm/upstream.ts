import type { Connection } from '@/prisma/store';
import { type Resolve, resolveByDns } from '../public-address';
import { type LlmHosts, llmHosts } from './hosts';
import { unseal } from './keys';

/** How long is waited for a service, in milliseconds. */
export interface Patience {
  /** Until an answer begins: programs of this machine may have to load a model first. */
  readonly firstByte: number;
  /** Between two pieces of it. */
  readonly between: number;
  /** Until it ends, attempts and waits included. */
  readonly total: number;
}

const PATIENCE: Patience = { firstByte: 120_000, between: 120_000, total: 900_000 };

/** A service as it is asked: where, with which key, and how. */
export interface Upstream {
  readonly connection: Connection;
  readonly base: URL;
  readonly key: string | null;
  readonly hosts: LlmHosts;
  readonly resolve: Resolve;
  readonly patience: Patience;
  /** Waits between attempts. @throws when the signal aborts */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Everything that tests replace. */
export type UpstreamOptions = Partial<Pick<Upstream, 'hosts' | 'resolve' | 'patience' | 'wait'>>;

/** @throws GenloomError where its host is not asked or its key cannot be read */
export function upstreamOf(connection: Connection, options: UpstreamOptions = {}): Upstream {
  const base = new URL(connection.baseUrl);
  const hosts = options.hosts ?? llmHosts();
  hosts.check(base);
  const { id, sealedKey } = connection;
  const key = sealedKey === null ? null : unseal(sealedKey, { id, origin: base.origin });
  return { connection, base, key, hosts, resolve: resolveByDns, patience: PATIENCE, wait, ...options };
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal.aborted) return fail(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      fail(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
