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
