import { z } from 'zod';
import { readBody } from '@/app/server/body';
import { json, route } from '@/app/server/handler';
import { accessOf, mayServe, setServed } from '@/app/server/serve/access';
import { servedTools } from '@/app/server/serve/serve';
import { openStore } from '@/app/server/store';

const chosen = z.object({ projects: z.array(z.string().min(1).max(100)).max(100) });

/** Which graphs are tools of other programs, what they take, and whether there is a token. */
export const GET = route(async () => {
  const store = openStore();
  const { digest, projects } = await accessOf(store.settings);
  const tools = (await servedTools(store, projects)).map(({ id, tool }) => ({
    id,
    name: tool.name,
    parameters: tool.parameters.map(({ name }) => name),
  }));
  return json({ mayServe: mayServe(), hasToken: digest !== null, tools });
});

/** Chooses the graphs anew. */
export const PUT = route(async (request) => {
  const { projects } = await readBody(request, chosen);
  await setServed(openStore().settings, projects);
  return GET(request, { params: Promise.resolve({}) });
});
