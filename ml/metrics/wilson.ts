/** A share that was counted, and between what it lies. */
export interface CountedShare {
  readonly share: number;
  /** √(p (1 − p) / n). */
  readonly standardError: number;
  /** The interval of Wilson 1927, at 95 % where nothing else is said; it stays within 0 and 1, and is no point where none or all were counted. */
  readonly low: number;
  readonly high: number;
}

/** How surely `counted` of `of` tell a share. @throws RangeError where nothing was looked at */
export function countedShare(counted: number, of: number, z = 1.959963984540054): CountedShare {
  if (!(of > 0 && counted >= 0 && counted <= of)) throw new RangeError(`${counted} of ${of} is no share.`);
  const share = counted / of;
  const square = z * z;
  const middle = (share + square / (2 * of)) / (1 + square / of);
  const half = (z / (1 + square / of)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of));
  return {
    share,
    standardError: Math.sqrt((share * (1 - share)) / of),
    low: counted === 0 ? 0 : middle - half,
    high: counted === of ? 1 : middle + half,
  };
}
