import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the profiles of Chromium, one for each worker, which all files of this run share. */
    profiles: string;
  }
}

/** Makes the folder before the first test of a run; what it gives back takes it away after the last. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'genloom-profiles-'));
  project.provide('profiles', folder);
  return () => rm(folder, { recursive: true, force: true });
}
