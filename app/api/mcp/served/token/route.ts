import { json, noContent, route } from '@/app/server/handler';
import { newToken, takeToken } from '@/app/server/serve/access';
import { openStore } from '@/app/server/store';

/** Makes a token in place of the one before. This is the only answer that ever holds it. */
export const POST = route(async () => json({ token: await newToken(openStore().settings) }, { status: 201 }));

/** Takes the token away: no program calls anything any more. */
export const DELETE = route(async () => {
  await takeToken(openStore().settings);
  return noContent();
});
