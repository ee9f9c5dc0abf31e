/** So many of something, `1 file is`, `1,200 files are`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** The first few of what is told of files, and how many more there are. */
export const listed = (all: readonly string[]): string =>
  `${all.slice(0, 10).join('; ')}${all.length > 10 ? `; and ${(all.length - 10).toLocaleString('en')} more` : ''}`;

/** Says how many of the files `chooseFiles` took, and which setting asks for more. */
export const takenByChance = (taken: number, all: number, what: string, setting: string): string =>
  `${taken.toLocaleString('en')} of ${all.toLocaleString('en')} ${what} were taken by chance; raise “${setting}” for more.`;

/** The last folder of a path, which is the class of what lies in it. */
export const folderOf = (path: string): string => path.split('/').at(-2) ?? '(no folder)';
