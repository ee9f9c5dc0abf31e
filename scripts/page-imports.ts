import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What is loaded later, by `import()`, costs a page nothing at first. */
const notLater: Plugin = {
  name: 'not-later',
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined)),
};

/** What loads at once: pages, contracts, and the client side of the workers. */
const LOADED_AT_ONCE = /^(app\/.*\.tsx?|nodes\/(index|.*\/node)\.ts|workers\/client\.ts)$/;
const HEAVY = /^ml\/|^@tensorflow\/|^nodes\/.*\/run\.ts$/;

/**
 * The ways on which what loads at once comes to TF.js, to the networks or to what nodes run, by static imports of more than types and through as many files as it
 * takes. None should: opening a page costs no TF.js. Each is a list of files, the first that leads there and the heavy one at its end.
 * @throws where a file cannot be read
 */
export async function waysToHeavy(root: string): Promise<readonly (readonly string[])[]> {
  const files = ['app', 'nodes', 'workers'].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
      .map((file) => join(part, file).replaceAll('\\', '/'))
      .filter((file) => LOADED_AT_ONCE.test(file) && !file.endsWith('.d.ts')),
  );
  const { metafile } = await build({
    stdin: { contents: files.map((file) => `import './${file}';`).join('\n'), resolveDir: root, sourcefile: 'all' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'never-written',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'silent',
    plugins: [notLater],
  });
  const { all: _everything, ...inputs } = metafile.inputs;
  const ways: string[][] = [];
  const led = new Set<string>();
  // From what is heavy backwards one import at a time: a file is told once, by the shortest way from it.
  const importers = new Map<string, string[]>();
  for (const [file, { imports }] of Object.entries(inputs))
    for (const { path, kind } of imports)
      if (kind !== 'dynamic-import') importers.set(path, [...(importers.get(path) ?? []), file]);
  let ends = [...importers.keys()].filter((path) => HEAVY.test(path)).map((path) => [path]);
  while (ends.length > 0) {
    ends = ends.flatMap((way) =>
      (importers.get(way[0] ?? '') ?? [])
        .filter((file) => !HEAVY.test(file) && !led.has(file))
        .map((file) => {
          led.add(file);
          return [file, ...way];
        }),
    );
    ways.push(...ends);
  }
  return ways;
}
