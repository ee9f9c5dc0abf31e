import type { Connection } from '@/app/client/api';
import { PRESETS } from './presets';

/** What a connection is, in a line: `Ollama at localhost:11434 · no key`. */
export function kindInWords({ provider, baseUrl, hasKey }: Connection): string {
  const known = PRESETS.find((preset) => preset.baseUrl === baseUrl && preset.provider === provider);
  const kind = known?.title ?? (provider === 'anthropic' ? 'Anthropic’s messages' : 'OpenAI-compatible');
  return `${kind} at ${new URL(baseUrl).host} · ${hasKey ? 'has a key' : 'no key'}`;
}

/** What was used today, and of how much: `Today 1,200 of 50,000 tokens · $0.0123 of $1.00`. */
export function todayInWords({ today, dailyTokens, dailyDollars, inputPrice }: Connection): string {
  const used = today.inputTokens + today.outputTokens;
  const of = (text: string | null) => (text === null ? '' : ` of ${text}`);
  const tokens = `${count(used)}${of(dailyTokens === null ? null : count(dailyTokens))} tokens`;
  const isPriced = inputPrice !== null || today.dollars > 0;
  const dollars = ` · ${money(today.dollars)}${of(dailyDollars === null ? null : money(dailyDollars))}`;
  return `Today ${tokens}${isPriced ? dollars : ''}`;
}

const count = (tokens: number): string => tokens.toLocaleString('en');

const money = (dollars: number): string =>
  `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: dollars < 1 ? 4 : 2 })}`;
