/** An answer of JSON lines, each sent when it is there. Who stops reading stops whoever writes. */
export function linesOf(write: (signal: AbortSignal) => AsyncGenerator<object>, request: AbortSignal): Response {
  const gone = new AbortController();
  const lines = write(AbortSignal.any([request, gone.signal]));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    async cancel() {
      gone.abort();
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store, no-transform' },
  });
}
