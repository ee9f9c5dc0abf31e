import { type ChatEvent, chatEvent, GenloomError } from '@/graph';

/** Characters of one line, at most: the longest text of an event, told with escapes. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * Events as the server tells them, a line of JSON each (`chatEvent`), up to the one that ends them. Lines may come in any pieces; empty ones keep the
 * connection open and say nothing.
 * @throws GenloomError `llm.not-understood` for anything else, `llm.broken-off` where they end before the answer does
 */
export async function* eventLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<ChatEvent, void> {
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await read(reader);
      if (done) break;
      const lines = decoded(decoder, value).split('\n');
      lines[0] = rest + (lines[0] ?? '');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) throw notUnderstood('A line of it has no end.');
      for (const line of lines) {
        if (line.trim() === '') continue;
        const event = parsed(line);
        yield event;
        if (event.type === 'finished' || event.type === 'failed') return;
      }
    }
    // The last line needs no line break.
    if (rest.trim() === '') throw brokenOff();
    const event = parsed(rest, brokenOff());
    yield event;
    if (event.type !== 'finished' && event.type !== 'failed') throw brokenOff();
  } finally {
    // Whoever has heard enough does not keep the service writing.
    await reader.cancel().catch(() => undefined);
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (cause) {
    throw cause instanceof GenloomError ? cause : brokenOff(cause);
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw notUnderstood('It is no text in UTF-8.', cause);
  }
}

/** @throws `otherwise` for what is no JSON, where that is given */
function parsed(line: string, otherwise?: GenloomError): ChatEvent {
  if (line.length > LONGEST_LINE) throw notUnderstood('A line of it is too long.');
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw otherwise ?? notUnderstood('A line of it is no JSON.', cause);
  }
  const event = chatEvent.safeParse(json);
  if (event.success) return event.data;
  throw notUnderstood('A line of it is nothing that an answer is made of.', event.error);
}

const notUnderstood = (detail: string, cause?: unknown) =>
  new GenloomError(
    {
      code: 'llm.not-understood',
      title: 'The server’s answer cannot be read.',
      detail,
      fix: 'See whether page and server are of the same version, then run again.',
    },
    { cause },
  );

const brokenOff = (cause?: unknown) =>
  new GenloomError(
    {
      code: 'llm.broken-off',
      title: 'The connection broke off in the middle of an answer.',
      fix: 'See that the server still runs, then run again: what was answered already is kept.',
    },
    { cause },
  );
