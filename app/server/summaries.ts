import type { ProjectSummary } from '@/app/client/api';
import type { ProjectSummary as StoredSummary } from '@/prisma/store';
import { thumbnailSchema } from './documents';
import { openStore } from './store';

/** All projects that are not deleted, as the page gets them from the routes. */
export async function listProjects(): Promise<ProjectSummary[]> {
  return (await openStore().projects.list()).map(summaryOf);
}

function summaryOf({ thumbnail, createdAt, updatedAt, deletedAt, ...rest }: StoredSummary): ProjectSummary {
  const rectangles = thumbnailSchema
    .parse(JSON.parse(thumbnail))
    .map(({ phase, ...box }) => (phase ? { ...box, phase } : box));
  return {
    ...rest,
    thumbnail: rectangles,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  };
}
