import { includesHost, isLoopbackName, type NamedHost, namedHost, splitHosts } from '../named-hosts';
import { isServerLocal, mayReach } from '../public-address';
import { llmError } from './problem';

/** Services that answer at public addresses, over https. */
const WELL_KNOWN = [
  'api.openai.com',
  'api.anthropic.com',
  'openrouter.ai',
  'api.groq.com',
  'api.mistral.ai',
  'api.together.xyz',
  'api.deepseek.com',
  'api.x.ai',
  'api.cerebras.ai',
  'api.fireworks.ai',
  'generativelanguage.googleapis.com',
  'router.huggingface.co',
];

/** Ports at which programs of this machine offer models. */
const LOCAL_PORTS: Readonly<Record<string, string>> = {
  '11434': 'Ollama',
  '1234': 'LM Studio',
  '8000': 'vLLM',
  '8080': 'llama.cpp',
};

/** Where language models may be asked. */
export interface LlmHosts {
  /** @throws GenloomError where this server asks nobody at an address */
  check(url: URL): void;
  /** Whether a connection for this address may go to a machine. */
  mayReach(url: URL, address: string): boolean;
}

export interface LlmHostSettings {
  /** GENLOOM_LLM_HOSTS: names and origins, separated by commas. */
  readonly more?: string | undefined;
  /** Whether only people of this machine reach this server. */
  readonly isLocal?: boolean;
}

/**
 * Well-known services; programs of this machine at the ports that they are known for, while nobody else reaches this server, since they ask for no key;
 * and what GENLOOM_LLM_HOSTS names, where http is for this machine and private networks alone: a key never travels the internet unencrypted.
 * @throws GenloomError when the setting cannot be used
 */
export function llmHosts({
  more = process.env.GENLOOM_LLM_HOSTS,
  isLocal = isServerLocal(),
}: LlmHostSettings = {}): LlmHosts {
  const wellKnown = WELL_KNOWN.map((name) => `https://${name}`);
  const named = splitHosts(more ?? '').map(hostOf);
  const isNamed = (url: URL) => named.some((host) => includesHost(host, url));
  return {
    check(url) {
      if (isNamed(url) || wellKnown.includes(url.origin)) return;
      if (url.protocol === 'http:' && programAt(url) !== null) {
        if (isLocal) return;
        throw llmError(
          'host',
          `${url.host} is not asked by this server.`,
          'Others than the people at this machine may reach it, so it leaves the programs of this machine alone.',
          `Whoever runs the server can allow it with GENLOOM_LLM_HOSTS=${url.origin}.`,
        );
      }
      throw llmError(
        'host',
        `${url.host} is not asked by this server.`,
        'It asks well-known services over https, and Ollama, LM Studio, vLLM and llama.cpp at their usual ports of this machine.',
        `Whoever runs the server can allow others with GENLOOM_LLM_HOSTS=${url.origin}.`,
      );
    },
    mayReach: (url, address) => mayReach(url, address, isNamed(url)),
  };
}

/** What usually answers at a port of this machine. */
export const programAt = (url: URL): string | null =>
  isLoopbackName(url.hostname) ? (LOCAL_PORTS[url.port] ?? null) : null;

function hostOf(name: string): NamedHost {
  const host = namedHost(name);
  if (host) return host;
  throw llmError('setting', `GENLOOM_LLM_HOSTS of this server cannot be used: “${name.slice(0, 100)}” is no host.`);
}
