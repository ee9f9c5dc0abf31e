import { noContent, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

/** For good, with its token and what was allowed of it. */
export const DELETE = route<{ serverId: string }>(async (_, { serverId }) => {
  if (!(await openStore().mcpServers.delete(serverId))) throw notFound('server');
  return noContent();
});
