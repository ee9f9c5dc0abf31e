const NAME = /^[A-Za-z_][\w-]{0,39}$/;
const MOST = 12;

/** The sources that a setting names; null where it names none, too many, one twice, or one that can be no port. */
export function namesOf(sources: string): readonly string[] | null {
  const names = sources
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const fit = names.length > 0 && names.length <= MOST && names.every((name) => NAME.test(name));
  return fit && new Set(names).size === names.length ? names : null;
}

/** Numbers with commas between them, or nothing. */
export const TIMES = /^\s*(\d{1,3}(\.\d{1,3})?(\s*,\s*\d{1,3}(\.\d{1,3})?)*)?\s*$/;
