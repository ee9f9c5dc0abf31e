import { route } from '@/app/server/handler';
import { serveGraphs } from '@/app/server/serve/serve';
import { openStore } from '@/app/server/store';

/** Graphs of this server as tools of other programs (Model Context Protocol, streamable HTTP). */
const answer = route((request) => serveGraphs(request, openStore()));

export { answer as DELETE, answer as GET, answer as POST };
