import { readdirSync, readFileSync } from 'node:fs';
import { zipSync } from 'fflate';
import type { Sounds } from '@/graph';
import { sourceSounds } from '@/nodes/source/sounds/node';
import { run } from '@/nodes/source/sounds/run';
import { fileOf, testContext } from '@/tests/nodes/support';

const FOLDER = '../shared/data/audio';

/** The recordings beside the repository, as a user would give them, in a zip: those that are learned from, and take 4 of each digit and speaker, which is put aside. */
export async function spokenParts(): Promise<{ readonly training: Sounds; readonly validation: Sounds }> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.wav'));
  const aside = (name: string) => name.endsWith('_4.wav');
  return {
    training: await sounds(names.filter((name) => !aside(name))),
    validation: await sounds(names.filter(aside)),
  };
}

async function sounds(names: readonly string[]): Promise<Sounds> {
  const entries = names.map((name) => [name, new Uint8Array(readFileSync(`${FOLDER}/${name}`))] as const);
  const { file, files } = fileOf('digits.zip', zipSync(Object.fromEntries(entries), { level: 0 }));
  const params = sourceSounds.params.parse({ origin: 'files', file, count: 1_000 });
  return (await run({}, params, testContext({ files }))).sounds;
}
