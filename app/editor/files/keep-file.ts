import type { FileRef } from '@/graph';
import { runtime } from '../state/runtime';

/** Keeps a file's bytes in this browser. @throws GenloomError `asset.too-large`, before the file is read into memory */
export async function keepFile(file: File): Promise<FileRef> {
  (await import('@/workers/client')).refuseLargeAsset(file.name, file.size);
  return (await runtime()).addAsset({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
}
