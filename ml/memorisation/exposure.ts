/** How far a secret stands out among those that it might have been. */
export interface Exposure {
  /** 1 where nothing is likelier. Of those that are as likely, half are counted as likelier. */
  readonly rank: number;
  /** `log2 |R| − log2 rank`, in bits: 0 for the least likely of all, `log2 |R|` for the likeliest. */
  readonly exposure: number;
}

/**
 * Exposure (Carlini et al. 2019, section 4.2; by sampling, section 4.3): how many bits a model takes off guessing a secret.
 * @param secret log-likelihood of what was hidden @param others of other secrets, all of them or a fair sample; `|R|` counts the secret too
 */
export function exposureOf(secret: number, others: readonly number[]): Exposure {
  const likelier = others.filter((one) => one > secret).length;
  const alike = others.filter((one) => one === secret).length;
  const rank = 1 + likelier + alike / 2;
  return { rank, exposure: Math.log2(others.length + 1) - Math.log2(rank) };
}

/** What a secret that was never seen has on average: its rank is any of `1 … size` alike. About 1.44 bits, `log2 e`, where there are many. */
export function exposureByChance(size: number): number {
  let sum = 0;
  for (let rank = 1; rank <= size; rank++) sum += Math.log2(rank);
  return Math.log2(size) - sum / size;
}
