/**
 * Writes what pages know of nodes before they load a contract: `directory.ts`, one short entry a node, and `families.ts`, through which they load the
 * contracts of a family, the first word of a type. Both are made from `nodes/index.ts`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AnyContract, contractOf, defaultParams, writeDirectory } from '../graph';
import { catalogue } from '../nodes';

const nodes = join(dirname(dirname(fileURLToPath(import.meta.url))), 'nodes');
const target = join(nodes, 'generated');

/** `import { learnBpe } from './tokenize/learn-bpe/node';` */
const listed = [
  ...readFileSync(join(nodes, 'index.ts'), 'utf8').matchAll(
    /^import \{ (\w+) \} from '\.\/(([\w-]+)\/[\w-]+)\/node';$/gm,
  ),
].map(([, name = '', path = '', family = '']) => ({ name, path, family }));
if (listed.length !== catalogue.size)
  throw new Error(`nodes/index.ts has ${catalogue.size} nodes, and ${listed.length} imports that can be read.`);

for (const type of catalogue.keys())
  if (!listed.some(({ family }) => type.startsWith(`${family}.`)))
    throw new Error(`“${type}” has to lie in the folder that its type begins with.`);

const families = [...new Set(listed.map(({ family }) => family))].sort();
mkdirSync(target, { recursive: true });
write(
  'directory.ts',
  `import type { WrittenDirectory } from '@/graph';\n\nexport const directory: WrittenDirectory = JSON.parse(${inQuotes(
    JSON.stringify(writeDirectory([...catalogue.values()].map(asNew))),
  )});\n`,
);
for (const family of families)
  write(
    `${family}.ts`,
    listed
      .filter((one) => one.family === family)
      .map(({ name, path }) => `export { ${name} } from '../${path}/node';\n`)
      .join(''),
  );
write(
  'families.ts',
  `export const families: Readonly<Record<string, () => Promise<object>>> = {\n${families
    .map((family) => `  ${family}: () => import('./${family}'),\n`)
    .join('')}};\n`,
);
/** A contract with the ports that a new node of it has: some tell theirs by their parameters, or by the graph inside. */
function asNew(contract: AnyContract): AnyContract {
  const { type, wraps } = contract;
  return (
    contractOf({ type, params: defaultParams(contract), ...(wraps && { body: wraps.starts }) }, catalogue) ?? contract
  );
}

/** A string as TypeScript writes it. */
function inQuotes(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** What has not changed keeps its date: builds look at it. */
function write(file: string, content: string): void {
  const path = join(target, file);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== content) writeFileSync(path, content);
}
