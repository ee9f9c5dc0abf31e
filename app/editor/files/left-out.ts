/** Names of files as a sentence tells them: the first few, and how many more. */
export function filesInWords(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map((path) => `“${path.split('/').at(-1)}”`);
  const more = paths.length - names.length;
  const all = more > 0 ? [...names, `${more.toLocaleString('en')} more`] : names;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** Says which files were not taken; null where all were. */
export const leftOut = (paths: readonly string[]): string | null =>
  paths.length === 0
    ? null
    : `${paths.length === 1 ? 'A file was' : `${paths.length.toLocaleString('en')} files were`} left out: ${filesInWords(paths)}.`;
