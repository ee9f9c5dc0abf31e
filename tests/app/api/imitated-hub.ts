import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../listen';

export const COMMIT = 'c0ffee0123456789abcdef0123456789abcdef01';

export interface ImitatedHub {
  readonly origin: string;
  /** What was asked of it: `GET /cdn/model.safetensors bytes=100-`. */
  readonly asked: string[];
  /** Breaks connections after so many bytes of weights, until it is set back. */
  breakAfter: number | null;
  /** Whether nobody answers any more once it broke, as where a cable is pulled. */
  isGoneAfterwards: boolean;
  close(): void;
}

/**
 * A server that answers as the hub’s public routes do: what a repository holds, its files, and large ones by a redirect to another path. It has the model
 * `tiny/model`, a gated one and one that is pickled; everything else is missing, which the hub tells those who are not signed in with 401.
 */
export async function imitateHub(files: Readonly<Record<string, Uint8Array>>, port = 0): Promise<ImitatedHub> {
  const asked: string[] = [];
  const hub = { breakAfter: null as number | null, isGoneAfterwards: false };
  const siblings = Object.entries(files).map(([rfilename, bytes]) => ({
    rfilename,
    size: bytes.length,
    ...(rfilename.endsWith('.safetensors') && {
      lfs: { sha256: sha256Of(bytes), size: bytes.length, pointerSize: 130 },
    }),
  }));
  const told: Readonly<Record<string, object>> = {
    'tiny/model': {
      sha: COMMIT,
      gated: false,
      private: false,
      siblings: [...siblings, { rfilename: 'README.md', size: 9 }],
    },
    'tiny/gated': { sha: COMMIT, gated: 'manual', siblings },
    'tiny/pickled': {
      sha: COMMIT,
      gated: false,
      siblings: [
        ...siblings.filter(({ rfilename }) => !rfilename.endsWith('.safetensors')),
        { rfilename: 'pytorch_model.bin', size: 10 },
      ],
    },
  };
  const refuse = (response: ServerResponse, status: number, code: string) =>
    response.writeHead(status, { 'x-error-code': code }).end('{}');

  function answer({ url = '', headers, method }: IncomingMessage, response: ServerResponse): void {
    asked.push(`${method} ${url}${headers.range ? ` ${headers.range}` : ''}`);
    if (headers.cookie || headers.authorization) return void refuse(response, 400, 'NobodyShouldSignIn');
    const path = new URL(url, 'http://hub').pathname;
    const [, listed, revision] = /^\/api\/models\/([^/]+\/[^/]+)\/revision\/(.+)$/.exec(path) ?? [];
    if (listed) {
      const about = told[listed];
      if (!about) return void refuse(response, 401, 'RepoNotFound');
      if (revision !== 'main' && revision !== COMMIT) return void refuse(response, 404, 'RevisionNotFound');
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify(about));
    }
    const [, repository = '', name = ''] = /^\/([^/]+\/[^/]+)\/resolve\/[\da-f]{40}\/(.+)$/.exec(path) ?? [];
    if (repository === 'tiny/gated') return void refuse(response, 401, 'GatedRepo');
    if (repository && name.endsWith('.safetensors'))
      return void response.writeHead(302, { location: `/cdn/${name}` }).end();
    const bytes = files[name || path.replace('/cdn/', '')];
    if (!bytes) return void refuse(response, 404, 'EntryNotFound');
    send(response, bytes, headers.range);
  }

  function send(response: ServerResponse, bytes: Uint8Array, range: string | undefined): void {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const rest = bytes.subarray(from);
    response.writeHead(range ? 206 : 200, {
      'content-length': rest.length,
      ...(range && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    });
    if (hub.breakAfter === null || rest.length <= hub.breakAfter) return void response.end(rest);
    response.write(rest.subarray(0, hub.breakAfter));
    // What was sent is to arrive before the break does.
    setTimeout(() => (hub.isGoneAfterwards ? close() : response.destroy()), 100);
  }

  const server = createServer(answer);
  await listen(server, port);
  function close(): void {
    server.closeAllConnections();
    server.close();
  }
  return Object.assign(hub, {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close,
  });
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
