import { type Conversation, type Conversations, conversationText } from '@/graph';
import { type Codec, fromJson, readText, utf8 } from '../codec';
import { documents } from './documents';

/** JSON lines, one `{"messages": […]}` a conversation, as training tools read them, with its label and category where it has them. */
export const conversations: Codec<Conversations> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: (value) => utf8.encode(value.conversations.map((one) => `${JSON.stringify(one)}\n`).join('')),
  decode: (bytes) => ({
    conversations: readText(bytes)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => fromJson<Conversation>(utf8.encode(line))),
  }),
  look: (value, options) => documents.look({ items: value.conversations.map(conversationText) }, options),
};
