import type { Connection } from '@/prisma/store';
import { isLoopbackName } from '../named-hosts';
import { llmError } from './problem';

/** US dollars for a million tokens. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

export interface UsedTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** US dollars; null where no price is known. */
export const costIn = (prices: Prices | null, { inputTokens, outputTokens }: UsedTokens): number | null =>
  prices && (inputTokens * prices.input + outputTokens * prices.output) / 1e6;

/**
 * What a connection says of its prices; null where it says nothing. A budget in dollars needs them, except at this machine, which costs none.
 * @throws GenloomError
 */
export function pricesOf(connection: Connection, runDollars?: number): Prices | null {
  const { name, baseUrl, inputPrice, outputPrice, dailyDollars } = connection;
  if (inputPrice !== null && outputPrice !== null) return { input: inputPrice, output: outputPrice };
  const isBounded = runDollars !== undefined || dailyDollars !== null;
  if (isBounded && !isLoopbackName(new URL(baseUrl).hostname))
    throw llmError(
      'price',
      `Nobody knows what “${name}” costs.`,
      'There is a budget in dollars, but the connection has no prices.',
      'Enter the prices of its model under “Language models”, or set a budget in tokens instead.',
    );
  return null;
}
