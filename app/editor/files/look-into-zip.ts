import type { GivenFile } from './given';

/** A zip of more bytes is not looked into: nothing takes it. */
const MOST_BYTES = 640 * 1024 * 1024;

export interface InZip {
  readonly names: readonly string[];
  /** Of those that were wanted, the texts that are not too long, by name. */
  readonly wanted: ReadonlyMap<string, string>;
}

/** The names of the files in a zip, and what stands in those that are wanted; nothing where it is damaged, which the node that reads it says better. */
export async function lookIntoZip(
  { file }: GivenFile,
  isWanted: (name: string) => boolean,
  longest: number,
): Promise<InZip> {
  const nothing: InZip = { names: [], wanted: new Map() };
  if (file.size > MOST_BYTES) return nothing;
  const { strFromU8, unzipSync } = await import('fflate');
  const names: string[] = [];
  try {
    const unpacked = unzipSync(new Uint8Array(await file.arrayBuffer()), {
      // Of all others only the list at the end is read.
      filter: ({ name, originalSize }) => {
        names.push(name);
        return isWanted(name) && originalSize <= longest;
      },
    });
    return { names, wanted: new Map(Object.entries(unpacked).map(([name, bytes]) => [name, strFromU8(bytes)])) };
  } catch {
    return nothing;
  }
}
