import type { GivenFile } from './given';

/** A zip of more bytes is not looked into: nothing takes it. */
const MOST_BYTES = 640 * 1024 * 1024;

/** The names of the files in a zip; none where it is damaged, which the node that reads it says better. */
export async function zipNames({ file }: GivenFile): Promise<readonly string[]> {
  if (file.size > MOST_BYTES) return [];
  const { unzipSync } = await import('fflate');
  const names: string[] = [];
  try {
    unzipSync(new Uint8Array(await file.arrayBuffer()), {
      // Only the list at the end is read: nothing is unpacked.
      filter: ({ name }) => {
        names.push(name);
        return false;
      },
    });
  } catch {
    return [];
  }
  return names;
}
