import type { ProjectSummary } from '@/app/client/api';
import type { ProjectSummary as StoredSummary } from '@/prisma/store';
import { thumbnailSchema } from './documents';
import { openStore } from './store';

/** All projects, or those that were deleted and can be brought back, as the page gets them from the routes. */
export async function listProjects({ deleted = false } = {}): Promise<ProjectSummary[]> {
  return (await openStore().projects.list({ deleted })).map(summaryOf);
}

function summaryOf({ thumbnail, createdAt, updatedAt, deletedAt, ...rest }: StoredSummary): ProjectSummary {
  const rectangles = thumbnailSchema
    .parse(JSON.parse(thumbnail))
    .map(({ phase, feeds, ...box }) => ({ ...box, ...(phase ? { phase } : {}), ...(feeds ? { feeds } : {}) }));
  return {
    ...rest,
    thumbnail: rectangles,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    deletedAt: deletedAt?.toISOString() ?? null,
  };
}
