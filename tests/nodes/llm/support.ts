import { createServer, type ServerResponse } from 'node:http';
import {
  type ChatCall,
  type ChatEvent,
  chatCall,
  type LlmEndpoint,
  type LlmScript,
  type ScriptedAnswer,
} from '@/graph';

export const script = (...rules: readonly ScriptedAnswer[]): LlmScript => ({
  from: 'script',
  title: 'Scripted answers',
  rules,
  maxTokens: 1_000,
});

export const endpoint: LlmEndpoint = {
  from: 'endpoint',
  title: 'echo at test',
  connection: 'test',
  model: 'echo',
  maxTokens: 100,
  budget: { tokens: 5_000 },
};

export const line = (event: ChatEvent) => `${JSON.stringify(event)}\n`;

/** An answer as the server tells it. */
export const answered = (text: string, cost: number | null = 0.001) =>
  line({ type: 'text', text }) +
  line({ type: 'usage', inputTokens: 3, outputTokens: 2, cost }) +
  line({ type: 'finished', reason: 'stop' });

/** A server on this machine that speaks as `POST /api/llm/chat` does. */
export async function chatServer(answer: (call: ChatCall, response: ServerResponse) => unknown) {
  const calls: ChatCall[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const call = chatCall.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
    calls.push(call);
    await answer(call, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    calls,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
