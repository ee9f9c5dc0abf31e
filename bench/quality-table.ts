/**
 * Penguins that never lived: diffusion on the rows of a real table of mixed columns, made anew through the nodes of the product and held against rows that
 * were put aside. In Node on wasm. `npm run bench -- quality-table`
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runInNode } from './support/in-node';

if (!existsSync(join(import.meta.dirname, '..', '..', 'shared', 'data', 'tables', 'penguins.csv'))) {
  console.error('✗ This measurement needs the penguins: put them at ../shared/data/tables/penguins.csv.');
  process.exit(1);
}
await runInNode('quality-table');
