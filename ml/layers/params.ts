import { NetworkError } from '../network';

/** The settings of an operation, as the network carries them. */
export type Params = Readonly<Record<string, unknown>>;

/** Reads a finite number. @throws NetworkError where there is none and no `fallback`. */
export function numberOf(params: Params, name: string, fallback?: number): number {
  const value = params[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new NetworkError(`“${name}” should be a number, and is ${JSON.stringify(value)}.`);
  }
  return value;
}

/** Reads a whole number of at least 1: a width, a count. @throws NetworkError otherwise. */
export function sizeParam(params: Params, name: string, fallback?: number): number {
  const value = numberOf(params, name, fallback);
  if (!Number.isInteger(value) || value < 1) {
    throw new NetworkError(`“${name}” should be a whole number of at least 1, and is ${value}.`);
  }
  return value;
}

/** Reads true or false; absent is `fallback`. @throws NetworkError for anything else. */
export function flagOf(params: Params, name: string, fallback: boolean): boolean {
  const value = params[name] ?? fallback;
  if (typeof value !== 'boolean') {
    throw new NetworkError(`“${name}” should be true or false, and is ${JSON.stringify(value)}.`);
  }
  return value;
}

/** Reads one of the given words; absent is the first of them. @throws NetworkError for anything else. */
export function choiceOf<Choice extends string>(params: Params, name: string, choices: readonly Choice[]): Choice {
  const value = params[name] ?? choices[0];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    throw new NetworkError(`“${name}” should be one of ${choices.join(', ')}, and is ${JSON.stringify(value)}.`);
  }
  return found;
}
