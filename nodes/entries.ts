import { type NodeEntry, readDirectory } from '@/graph';
import { directory } from './generated/directory';

/** An entry for every node there is, in the order of the palette. */
export const entries: ReadonlyMap<string, NodeEntry> = readDirectory(directory);
