import { GenloomError } from '@/graph';
import type { ServerCall } from './server';

/** How workers are told, with their own address, that nothing may be asked of the server. */
export const WITHOUT_SERVER = '?server=none';

/** What steps have in place of the server in a page that somebody else frames: a click there may not be meant for Genloom, and the server knows keys that cost money. */
export const serverRefused: ServerCall = async () => {
  throw new GenloomError({
    code: 'server.framed',
    title: 'An app inside another page may not ask the server.',
    detail:
      'Language models by connection have keys that cost money, and a click in a foreign page may be meant for something else.',
    fix: 'Open the app in a page of its own, with the link above it.',
  });
};
