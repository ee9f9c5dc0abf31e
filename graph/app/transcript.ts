/** A message of a chat, and what was answered. */
export interface Exchange {
  readonly message: string;
  readonly answer: string;
}

/**
 * A message with the conversation before it, as a script of who said what; the message alone where nothing was said before.
 * @param exchanges oldest first; the newest that fit are taken along, each whole
 * @param room characters that all of it may have; the message is never cut
 */
export function withConversation(
  exchanges: readonly Exchange[],
  message: string,
  room = Number.POSITIVE_INFINITY,
): string {
  const now = `User: ${message}\nAssistant:`;
  let before = '';
  for (const { message: said, answer } of [...exchanges].reverse()) {
    const longer = `User: ${said}\nAssistant: ${answer}\n${before}`;
    if (longer.length + now.length > room) break;
    before = longer;
  }
  return before === '' ? message : before + now;
}
