import type { Codec } from './codec';

/** The stop strings of a setting: one per line, `\n` and `\t` written out. */
export function stopStrings(setting: string): string[] {
  return setting
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replaceAll('\\n', '\n').replaceAll('\\t', '\t'));
}

/** The text up to the first stop string after the prompt. */
export function cutAtStop(text: string, promptLength: number, stop: readonly string[]): string {
  const places = stop.map((ending) => text.indexOf(ending, promptLength)).filter((place) => place >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}

/** Whether what was written last is one of these. */
export function endingOf(codec: Codec, stop: readonly string[]): ((ids: readonly number[]) => boolean) | null {
  if (stop.length === 0) return null;
  const longest = Math.max(...stop.map((ending) => ending.length));
  return (ids) => {
    const text = codec.decode(ids.slice(-longest - 1));
    return stop.some((ending) => text.includes(ending));
  };
}
