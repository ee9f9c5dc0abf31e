import type { GuardRecord } from './guard';
import type { Kind } from './kind';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What was said between a user and an assistant, in order. */
export interface Conversation {
  readonly messages: readonly Message[];
  /** What a classifier is to tell of it, for instance `safe` or `unsafe`. */
  readonly label?: string;
  /** What it is about, so that figures can be given for each such group. */
  readonly category?: string;
  /** What guards did with what was asked, in order. */
  readonly guarded?: readonly GuardRecord[];
}

export interface Conversations {
  readonly conversations: readonly Conversation[];
}

export const conversations: Kind<Conversations> = {
  name: 'conversations',
  of: [],
  title: 'Conversations',
  phrase: 'conversations',
  family: 'data',
};

/** A conversation as people read it. */
export const conversationText = ({ messages }: Conversation): string =>
  messages.map(({ role, content }) => `${role}: ${content}`).join('\n');
