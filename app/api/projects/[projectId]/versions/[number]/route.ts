import { versionAnswer } from '@/app/server/answers';
import { json, route } from '@/app/server/handler';
import { notFound } from '@/app/server/problem';
import { openStore } from '@/app/server/store';

export const GET = route<{ projectId: string; number: string }>(async (_, { projectId, number }) => {
  const version = /^\d{1,9}$/.test(number) ? await openStore().versions.get(projectId, Number(number)) : null;
  if (!version) throw notFound('version');
  return json(versionAnswer(version));
});
