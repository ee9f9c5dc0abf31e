import { GenloomError, type RunContext, type z } from '@/graph';

/**
 * Posts to Genloom’s own server and reads its whole answer as JSON.
 * @throws GenloomError what the server refuses with, `server.not-understood` where its answer is something else
 */
export async function askServer<Schema extends z.ZodType>(
  { server }: Pick<RunContext, 'server'>,
  path: `/api/${string}`,
  body: object,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await new Response(await server(path, body)).text();
  const answer = schema.safeParse(parsed(text));
  if (answer.success) return answer.data;
  throw new GenloomError(
    {
      code: 'server.not-understood',
      title: 'The server’s answer cannot be read.',
      fix: 'See whether page and server are of the same version, then run again.',
    },
    { cause: answer.error },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema says that this is nothing
  }
}
