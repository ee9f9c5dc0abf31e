import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { noContent, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

const approval = z.object({
  tool: z.string().min(1).max(128),
  /** Of the tool as the person read it; null takes the approval back. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});

/** A person allows one tool as it is described, or takes that back. What it is now is compared when it is called. */
export const PUT = route<{ serverId: string }>(async (request, { serverId }) => {
  const { tool, digest } = await readBody(request, approval);
  if (!(await openStore().mcpServers.approve(serverId, tool, digest))) throw notFound('server');
  return noContent();
});
