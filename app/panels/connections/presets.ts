import type { ConnectionSettings } from '@/app/client/api';

/** A service that people know by name, and how it is asked. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly provider: ConnectionSettings['provider'];
  readonly baseUrl: string;
  /** What has to be done there first. */
  readonly hint: string;
  readonly wantsKey: boolean;
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'ollama',
    title: 'Ollama',
    provider: 'openai-compatible',
    baseUrl: 'http://localhost:11434/v1',
    hint: 'Runs on this machine: “ollama pull llama3.2” fetches a model, “ollama serve” offers it. No key.',
    wantsKey: false,
  },
  {
    id: 'lm-studio',
    title: 'LM Studio',
    provider: 'openai-compatible',
    baseUrl: 'http://localhost:1234/v1',
    hint: 'Runs on this machine: load a model and start the server under “Developer”. No key.',
    wantsKey: false,
  },
  {
    id: 'vllm',
    title: 'vLLM',
    provider: 'openai-compatible',
    baseUrl: 'http://localhost:8000/v1',
    hint: 'Runs on this machine: “vllm serve MODEL”. A key only where it was started with one.',
    wantsKey: false,
  },
  {
    id: 'llama-cpp',
    title: 'llama.cpp',
    provider: 'openai-compatible',
    baseUrl: 'http://localhost:8080/v1',
    hint: 'Runs on this machine: “llama-server -m MODEL.gguf”. A key only where it was started with one.',
    wantsKey: false,
  },
  {
    id: 'openai',
    title: 'OpenAI',
    provider: 'openai-compatible',
    baseUrl: 'https://api.openai.com/v1',
    hint: 'Make a key at platform.openai.com. What is asked goes to OpenAI and costs money.',
    wantsKey: true,
  },
  {
    id: 'anthropic',
    title: 'Anthropic',
    provider: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    hint: 'Make a key at platform.claude.com. What is asked goes to Anthropic and costs money.',
    wantsKey: true,
  },
  {
    id: 'other',
    title: 'Another one, OpenAI-compatible',
    provider: 'openai-compatible',
    baseUrl: '',
    hint: 'Its documentation names the address, which mostly ends in /v1. Most hosted services cost money.',
    wantsKey: true,
  },
];

/** The service that a connection leads to. */
export const presetOf = ({ provider, baseUrl }: Pick<ConnectionSettings, 'provider' | 'baseUrl'>): Preset => {
  const found = PRESETS.find((preset) => preset.provider === provider && preset.baseUrl === baseUrl);
  const other = PRESETS.findLast((preset) => preset.provider === provider);
  const preset = found ?? other;
  if (!preset) throw new Error(`nobody speaks ${provider}`);
  return preset;
};
