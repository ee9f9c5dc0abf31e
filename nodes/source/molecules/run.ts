import { GenloomError, type Molecule, type Molecules, moleculesView, type Run, type RunContext, type z } from '@/graph';
import { writeMolecules } from '@/ml/data/molecules/grammar';
import { refuseHuge } from '@/ml/data/read';
import { readLines, readMoleculeFile } from '../../common/chemistry/files';
import { readSmiles } from '../../common/chemistry/read';
import type { sourceMolecules } from './node';

type Params = z.infer<typeof sourceMolecules.params>;

export const run: Run<typeof sourceMolecules> = async (_inputs, params, context) => {
  const molecules = await given(params, context);
  context.preview(moleculesView(molecules), 'molecules');
  return { molecules };
};

async function given(params: Params, context: RunContext): Promise<Molecules> {
  const { origin, file, text, column } = params;
  if (origin === 'built-in') return build(params, context);
  if (origin === 'paste') {
    if (text.trim() !== '') return readLines(text, context);
    throw new GenloomError({
      code: 'source.nothing-pasted',
      title: 'No molecules have been pasted.',
      fix: 'Paste SMILES strings, one a line, or take the built-in molecules.',
    });
  }
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a .smi, .sdf or .csv file on this node, or take the built-in molecules.',
    });
  refuseHuge(file.name, file.size);
  return readMoleculeFile({ name: file.name, bytes: await context.asset(file.sha256), column }, context);
}

/** So many repetitions in a row mean that there are hardly any molecules left. */
const PATIENCE = 5_000;
/** Molecules between two breaths. */
const STRIDE = 50;

/** Different molecules by the grammar, as many as asked for or as there are. */
async function build(
  { count, least, most, rings, charges }: Params,
  { random, progress, preview, breathe, log }: RunContext,
): Promise<Molecules> {
  if (least > most)
    throw new GenloomError({
      code: 'molecules.sizes',
      title: `The smallest molecule has ${least} atoms and the largest ${most}.`,
      fix: 'Let the largest be at least as large as the smallest.',
    });
  const items: Molecule[] = [];
  const known = new Set<string>();
  let repeated = 0;
  for (const text of writeMolecules(random.split('molecules'), { atoms: [least, most], rings, charges })) {
    const read = readSmiles(text);
    if (!read.ok) throw new TypeError(`The grammar wrote ${text}: ${read.refused.why}`);
    repeated = known.has(read.molecule.id) ? repeated + 1 : 0;
    if (repeated > PATIENCE) {
      log(
        'warning',
        `There are hardly more than ${items.length.toLocaleString('en')} different molecules of this size.`,
      );
      break;
    }
    if (repeated > 0) {
      if (repeated % STRIDE === 0) await breathe();
      continue;
    }
    known.add(read.molecule.id);
    items.push(read.molecule);
    if (items.length % STRIDE === 0) {
      progress({ done: items.length, total: count, message: 'building molecules' });
      if (items.length === STRIDE) preview(moleculesView({ items, refused: [] }), 'molecules');
      await breathe();
    }
    if (items.length === count) break;
  }
  return { items, refused: [] };
}
