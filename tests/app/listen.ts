import type { Server } from 'node:http';

/** How long the port may be another test's, in milliseconds: files run side by side, and some imitate the same service of the server under test. */
const PATIENCE = 100_000;

/** Listens at a loopback port, 0 for any; one that is taken is waited for. @throws where it stays taken, or may not be listened at */
export async function listen(server: Server, port: number): Promise<void> {
  for (const until = Date.now() + PATIENCE; ; ) {
    const refused = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (refused === null) return;
    if (refused.code !== 'EADDRINUSE' || Date.now() > until) throw refused;
    await new Promise((next) => setTimeout(next, 500));
  }
}
