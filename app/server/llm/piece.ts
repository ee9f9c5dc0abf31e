import type { ChatEvent } from '@/graph';

/** What an adapter gives while a service answers; `usage` is what the answer used as far as it is known, and may come more than once. */
export type Piece =
  | Extract<ChatEvent, { type: 'text' | 'tool-call' | 'finished' }>
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number };

/** Why an answer ended. */
export type EndReason = Extract<ChatEvent, { type: 'finished' }>['reason'];
