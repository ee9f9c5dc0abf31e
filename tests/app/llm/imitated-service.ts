import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listen } from '../listen';

/** What was asked of an imitated service. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: ReturnType<typeof JSON.parse>;
}

type Answer = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export interface ImitatedService {
  readonly origin: string;
  readonly asked: Asked[];
  /** Calls that were hung up on before their answer was whole. */
  readonly brokenOff: string[];
  /** Answers the next calls of a path, one each; the last one answers all that follow. */
  script(path: string, ...answers: Answer[]): void;
  close(): void;
}

/** A service on a loopback port that answers as it is told. */
export async function imitateService(port = 0): Promise<ImitatedService> {
  const asked: Asked[] = [];
  const brokenOff: string[] = [];
  const scripts = new Map<string, Answer[]>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const path = new URL(request.url ?? '/', 'http://service').pathname;
    const text = Buffer.concat(parts).toString('utf8');
    const one = { method: request.method ?? '', path, headers: request.headers, body: text ? JSON.parse(text) : null };
    asked.push(one);
    response.on('close', () => response.writableFinished || brokenOff.push(path));
    const answers = scripts.get(path) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer) await answer(response, one);
    else response.writeHead(404).end('{"error":{"message":"nothing here"}}');
  });
  await listen(server, port);
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    brokenOff,
    script: (path, ...answers) => void scripts.set(path, answers),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const jsonAnswer =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Server-sent events, each a moment after the other where `pause` says so. */
export const streamAnswer =
  (lines: readonly string[], pause = 0): Answer =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const line of lines) {
      response.write(line);
      await new Promise((next) => (pause ? setTimeout(next, pause) : setImmediate(next)));
      if (response.destroyed) return;
    }
    response.end();
  };

/** Chunks of chat completions, as OpenAI streams them. */
export const openAiStream = (
  deltas: readonly object[],
  end: string | null = 'stop',
  usage: { prompt_tokens: number; completion_tokens: number } | null = { prompt_tokens: 11, completion_tokens: 7 },
): readonly string[] => {
  const chunk = (about: object) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', ...about })}\n\n`;
  const choice = (delta: object, finish_reason: string | null) =>
    chunk({ choices: [{ index: 0, delta, finish_reason, logprobs: null }] });
  return [
    ...deltas.map((delta) => choice(delta, null)),
    ...(end === null ? [] : [choice({}, end)]),
    ...(usage ? [chunk({ choices: [], usage: { ...usage, total_tokens: 0 } })] : []),
    ...(end === null ? [] : ['data: [DONE]\n\n']),
  ];
};

export const openAiText = (...pieces: readonly string[]) =>
  openAiStream(pieces.map((content) => ({ role: 'assistant', content })));

/** Events of a message, as Anthropic streams them; blocks are begun, filled and closed by whoever tests. */
export const anthropicStream = (blocks: readonly object[], stop_reason = 'end_turn'): readonly string[] => {
  const event = (data: object & { readonly type: string }) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const usage = { input_tokens: 12, output_tokens: 1, cache_creation_input_tokens: null, cache_read_input_tokens: 3 };
  return [
    event({
      type: 'message_start',
      ...{ message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], usage } },
    }),
    ...blocks.map((block) => event(block as { type: string })),
    event({
      type: 'message_delta',
      ...{ delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: 9, input_tokens: null } },
    }),
    event({ type: 'message_stop' }),
  ];
};
