import type { GraphDocument } from '@/graph';

/** The routes of the server, as the page calls them. Whatever goes wrong arrives as an `ApiProblem`. */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The phase of the node, which gives its hue. */
  readonly phase?: string;
  /** The nodes that it hands its values to, as places in the list. */
  readonly feeds?: readonly number[];
}
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly revision: number;
  readonly thumbnail: readonly Rectangle[];
  /** Moments are ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deletedAt: string | null;
}
export interface Project extends ProjectSummary {
  readonly document: GraphDocument;
}
export interface Saved {
  readonly outcome: 'saved';
  readonly revision: number;
  readonly updatedAt: string;
}
/** Another tab saved first. Both states are kept as versions; to go on with one's own, save again over `current.revision`. */
export interface SaveConflict {
  readonly outcome: 'conflict';
  readonly current: Project;
  readonly kept: { readonly yours: number; readonly theirs: number };
}
export interface VersionSummary {
  readonly number: number;
  readonly name: string | null;
  readonly revision: number;
  readonly createdAt: string;
  readonly automatic: boolean;
}
export interface Version extends VersionSummary {
  readonly document: GraphDocument;
}
export type RunOutcome = 'running' | 'finished' | 'failed' | 'waiting' | 'cancelled';
export interface RunSummary {
  readonly id: string;
  readonly number: number;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: RunOutcome;
  readonly backend: string;
  readonly summary: unknown;
}
export interface Run extends RunSummary {
  readonly metrics: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
}
export interface RunChange {
  readonly events?: readonly object[];
  readonly metrics?: readonly object[];
  readonly outcome?: RunOutcome;
  readonly summary?: unknown;
  readonly backend?: string;
}
export interface FetchedText {
  readonly url: string;
  readonly text: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** A model that was found on the hub, and the files of it that are to be fetched. */
export interface FoundModel {
  readonly repository: string;
  readonly commit: string;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string | null }[];
}

/** A service whose language models the server asks. Its key stays there; a page knows whether there is one. */
export interface Connection extends ConnectionSettings {
  readonly id: string;
  readonly hasKey: boolean;
  readonly createdAt: string;
  /** Used since midnight UTC. */
  readonly today: { readonly inputTokens: number; readonly outputTokens: number; readonly dollars: number };
}
export interface ConnectionSettings {
  /** As graphs call it. */
  readonly name: string;
  readonly provider: 'openai-compatible' | 'anthropic';
  readonly baseUrl: string;
  /** US dollars for a million tokens, read and written. */
  readonly inputPrice: number | null;
  readonly outputPrice: number | null;
  readonly callsPerMinute: number | null;
  /** What a day may cost at most. */
  readonly dailyTokens: number | null;
  readonly dailyDollars: number | null;
}
/** A key that is left out stays; null takes it away. */
export type ConnectionChange = Partial<ConnectionSettings> & { readonly key?: string | null };

/** A server of tools (MCP) that the server asks. Its token stays there; a page knows whether there is one. */
export type McpServer = {
  readonly id: string;
  /** As graphs call it. */
  readonly name: string;
  readonly hasToken: boolean;
  /** How many of its tools are allowed. */
  readonly allowed: number;
  readonly createdAt: string;
} & McpWay;
/** How it is reached: at an address, or as a program that is started. */
export type McpWay =
  | { readonly transport: 'http'; readonly url: string }
  | { readonly transport: 'stdio'; readonly command: string; readonly arguments: readonly string[] };
export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema of its arguments. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly digest: string;
  /** `changed`: it was allowed when it was described otherwise. */
  readonly state: 'new' | 'allowed' | 'changed';
  /** Why it cannot be allowed. */
  readonly problem: string | null;
}

/** The graphs that other programs may run as tools. */
export interface Served {
  /** Whether the operator lets graphs be served. */
  readonly mayServe: boolean;
  readonly hasToken: boolean;
  readonly tools: readonly { readonly id: string; readonly name: string; readonly parameters: readonly string[] }[];
}

export interface LibraryVersionSummary {
  readonly number: number;
  /** What is new in it, in the words of who saved it. */
  readonly changes: string;
  /** Of the graph inside. */
  readonly hash: string;
  readonly createdAt: string;
}
export interface LibraryVersion extends LibraryVersionSummary {
  /** A graph of one node. */
  readonly document: GraphDocument;
}
/** What a person keeps to use in many graphs. */
export interface LibraryItem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The number of its newest version. */
  readonly newest: number;
  /** Newest first; a list of items has the newest alone. */
  readonly versions: readonly LibraryVersionSummary[];
}

/** `network`: the server was not reached, so what was asked may be asked again. `server`: it answered, and said no. */
export class ApiProblem extends Error {
  readonly kind: 'network' | 'server';
  readonly status: number;
  /** The kind of problem for programs: `conflict`, `not-found`, `too-large`, `document-invalid` … */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** The whole answer. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(kind: 'network' | 'server', status: number, body: Readonly<Record<string, unknown>>) {
    const text = (key: string, otherwise: string) => (typeof body[key] === 'string' ? body[key] : otherwise);
    super(text('detail', text('title', 'The server did not say what went wrong.')));
    this.name = 'ApiProblem';
    this.kind = kind;
    this.status = status;
    this.code = text('type', '').replace('urn:genloom:', '');
    this.title = text('title', 'Something went wrong');
    this.detail = this.message;
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.body = body;
  }
}

interface CallOptions {
  readonly signal?: AbortSignal;
  /** Lets a small request outlive the page. */
  readonly keepalive?: boolean;
}

export const api = {
  projects: {
    list: async (query: { search?: string; deleted?: boolean } = {}, options?: CallOptions) => {
      const search = new URLSearchParams();
      if (query.search) search.set('search', query.search);
      if (query.deleted) search.set('deleted', 'true');
      const { projects } = await call<{ projects: readonly ProjectSummary[] }>('GET', `/projects?${search}`, options);
      return projects;
    },
    /** Empty, from a template, or from a document (an import); its own id replaces the document's. */
    create: (
      content: {
        readonly name?: string;
        readonly template?: string;
        readonly document?: unknown;
        readonly thumbnail?: readonly Rectangle[];
      },
      options?: CallOptions,
    ) => call<Project>('POST', '/projects', options, content),
    duplicate: (id: string, name?: string) => call<Project>('POST', '/projects', undefined, { duplicateOf: id, name }),
    get: (id: string, options?: CallOptions) => call<Project>('GET', at(id), options),
    rename: (id: string, name: string) => call<Project>('PATCH', at(id), undefined, { name }),
    /** Can be taken back with `restore` for 30 days. */
    delete: (id: string) => order('DELETE', at(id)),
    restore: (id: string) => call<Project>('PATCH', at(id), undefined, { deleted: false }),
    /** Saves over the revision that the page started from. A conflict is an outcome, not an error: nothing is lost by it. */
    save: async (
      id: string,
      save: { revision: number; document: GraphDocument; thumbnail?: readonly Rectangle[] },
      options?: CallOptions,
    ): Promise<Saved | SaveConflict> => {
      const response = await send('PUT', `${at(id)}/document`, options, save);
      // The two shapes are those of the route app/api/projects/[projectId]/document.
      if (response.status === 409) {
        const { current, kept }: Omit<SaveConflict, 'outcome'> = await response.json();
        return { outcome: 'conflict', current, kept };
      }
      const { revision, updatedAt }: Omit<Saved, 'outcome'> = await accepted(response);
      return { outcome: 'saved', revision, updatedAt };
    },
  },
  versions: {
    list: async (id: string, options?: CallOptions) =>
      (await call<{ versions: readonly VersionSummary[] }>('GET', `${at(id)}/versions`, options)).versions,
    get: (id: string, number: number, options?: CallOptions) =>
      call<Version>('GET', `${at(id)}/versions/${number}`, options),
    /** Keeps the newest saved state under a name. */
    create: (id: string, name: string) => call<VersionSummary>('POST', `${at(id)}/versions`, undefined, { name }),
  },
  runs: {
    list: async (id: string, options?: CallOptions) =>
      (await call<{ runs: readonly RunSummary[] }>('GET', `${at(id)}/runs`, options)).runs,
    get: (id: string, runId: string, options?: CallOptions) =>
      call<Run>('GET', `${at(id)}/runs/${encodeURIComponent(runId)}`, options),
    create: (id: string, run: { backend: string; summary?: unknown }) =>
      call<RunSummary>('POST', `${at(id)}/runs`, undefined, run),
    /** Appends events and metrics (up to 4 MB at once), and says how the run ended. */
    change: (id: string, runId: string, change: RunChange, options?: CallOptions) =>
      call<RunSummary>('PATCH', `${at(id)}/runs/${encodeURIComponent(runId)}`, options, change),
    /** For good. */
    delete: (id: string, runId: string, options?: CallOptions) =>
      order('DELETE', `${at(id)}/runs/${encodeURIComponent(runId)}`, options),
  },
  connections: {
    list: async (options?: CallOptions) =>
      (await call<{ connections: readonly Connection[] }>('GET', '/connections', options)).connections,
    create: (connection: ConnectionSettings & { readonly key?: string | null }) =>
      call<Connection>('POST', '/connections', undefined, connection),
    /** One that is led to another host loses its key. */
    change: (id: string, change: ConnectionChange) =>
      call<Connection>('PATCH', `/connections/${encodeURIComponent(id)}`, undefined, change),
    /** For good, with its key. */
    delete: (id: string) => order('DELETE', `/connections/${encodeURIComponent(id)}`),
    /** The models that the service has: whether the connection works. */
    test: async (id: string, options?: CallOptions) => {
      const path = `/connections/${encodeURIComponent(id)}/test`;
      return (await call<{ models: readonly string[] }>('POST', path, options)).models;
    },
  },
  mcp: {
    /** All servers of tools, and whether programs may be started as such. */
    list: (options?: CallOptions) =>
      call<{ servers: readonly McpServer[]; mayStart: boolean }>('GET', '/mcp/servers', options),
    create: (server: { readonly name: string; readonly token?: string } & McpWay) =>
      call<McpServer>('POST', '/mcp/servers', undefined, server),
    /** For good, with its token and what was allowed. */
    delete: (id: string) => order('DELETE', `/mcp/servers/${encodeURIComponent(id)}`),
    /** Asks it for its tools as they are now. */
    tools: async (id: string, options?: CallOptions) =>
      (await call<{ tools: readonly McpTool[] }>('POST', `/mcp/servers/${encodeURIComponent(id)}/tools`, options))
        .tools,
    /** Allows a tool as its digest names it; null takes that back. */
    decide: (id: string, tool: string, digest: string | null) =>
      order('PUT', `/mcp/servers/${encodeURIComponent(id)}/approvals`, undefined, { tool, digest }),
  },
  served: {
    get: (options?: CallOptions) => call<Served>('GET', '/mcp/served', options),
    choose: (projects: readonly string[]) => call<Served>('PUT', '/mcp/served', undefined, { projects }),
    /** In place of the one before; it is told this once. */
    newToken: async () => (await call<{ token: string }>('POST', '/mcp/served/token')).token,
    takeToken: () => order('DELETE', '/mcp/served/token'),
  },
  web: {
    /** The hosts whose pages graphs may fetch. */
    hosts: async (options?: CallOptions) =>
      (await call<{ hosts: readonly string[] }>('GET', '/web/hosts', options)).hosts,
    setHosts: async (hosts: readonly string[]) =>
      (await call<{ hosts: readonly string[] }>('PUT', '/web/hosts', undefined, { hosts })).hosts,
  },
  library: {
    /** By name, each with its newest version. */
    list: async (options?: CallOptions) =>
      (await call<{ items: readonly LibraryItem[] }>('GET', '/library', options)).items,
    /** With all its versions. */
    get: (id: string, options?: CallOptions) => call<LibraryItem>('GET', inLibrary(id), options),
    version: (id: string, number: number, options?: CallOptions) =>
      call<LibraryVersion>('GET', `${inLibrary(id)}/versions/${number}`, options),
    create: (item: {
      readonly name: string;
      readonly description: string;
      readonly changes: string;
      readonly document: GraphDocument;
    }) => call<LibraryItem>('POST', '/library', undefined, item),
    /** What the newest version is already adds none. */
    add: (id: string, version: { readonly changes: string; readonly document: GraphDocument }) =>
      call<{ outcome: 'added' | 'unchanged'; version: LibraryVersionSummary }>(
        'POST',
        `${inLibrary(id)}/versions`,
        undefined,
        version,
      ),
    describe: (id: string, change: { readonly name?: string; readonly description?: string }) =>
      order('PATCH', inLibrary(id), undefined, change),
    /** For good, with all versions. */
    delete: (id: string) => order('DELETE', inLibrary(id)),
  },
  /** A text from the public internet, fetched by the server. */
  fetchText: (url: string, options?: CallOptions) => call<FetchedText>('POST', '/fetch-text', options, { url }),
  hub: {
    /** Finds a model, as it is at a branch, tag or commit; with `form`, in the ONNX format. */
    find: (repository: string, revision: string, { form, ...options }: CallOptions & { readonly form?: string } = {}) =>
      call<FoundModel>(
        'GET',
        `/hub/${repository}?${new URLSearchParams({ revision, ...(form !== undefined && { form }) })}`,
        options,
      ),
    /** Where a file of it is streamed from. */
    file: ({ repository, commit }: { readonly repository: string; readonly commit: string }, name: string): string =>
      `/api/hub/${repository}/${commit}/${encodeURIComponent(name)}`,
  },
} as const;

/** The services whose language models can be asked. */
export const listConnections = api.connections.list;

const at = (id: string): string => `/projects/${encodeURIComponent(id)}`;
const inLibrary = (id: string): string => `/library/${encodeURIComponent(id)}`;

/** Calls a route; the shape of what it answers is the route's word. */
async function call<Answer>(method: string, path: string, options?: CallOptions, body?: unknown): Promise<Answer> {
  return accepted(await send(method, path, options, body));
}

/** Calls a route that has nothing to say once it is done. */
async function order(method: string, path: string, options?: CallOptions, body?: unknown): Promise<void> {
  const response = await send(method, path, options, body);
  if (!response.ok) throw new ApiProblem('server', response.status, await problemOf(response));
}

async function send(method: string, path: string, options: CallOptions = {}, body?: unknown): Promise<Response> {
  try {
    return await fetch(`/api${path}`, {
      method,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      ...options,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem('network', 0, {
      type: 'urn:genloom:network',
      title: 'The server cannot be reached',
      detail:
        'Genloom’s server does not answer. Your work stays in this page; it is saved as soon as the server is back.',
    });
  }
}

async function accepted<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw new ApiProblem('server', response.status, await problemOf(response));
  return response.json();
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? { ...body }
    : { title: 'The server could not do this', detail: `It answered with status ${response.status}.` };
}
