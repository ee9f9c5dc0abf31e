import {
  type Conversation,
  conversationText,
  GenloomError,
  hashJson,
  type Run,
  type RunContext,
  type z,
} from '@/graph';
import { createRandom, type Random } from '@/ml/random';
import { documentsView } from '../../common/documents';
import { decodeText } from '../../common/read/decode';
import { refuseHuge } from '../text/read/file';
import type { sourceConversations } from './node';
import { readConversations } from './read';
import { makeRequest } from './refusals';
import { makeConversation, type TaskFamily } from './tasks';

type Params = z.infer<typeof sourceConversations.params>;

export const run: Run<typeof sourceConversations> = async (_inputs, params, context) => {
  const conversations = params.origin === 'file' ? await read(params, context) : await make(params, context);
  if (conversations.length === 0)
    throw new GenloomError({
      code: 'conversations.none',
      title: 'There are no conversations in this file.',
      fix: 'Give a file with one JSON object a line.',
    });
  context.preview(documentsView(conversations.slice(0, 100).map(conversationText)), 'conversations');
  return { conversations: { conversations } };
};

async function make({ count, tasks, set }: Params, { breathe, progress }: RunContext): Promise<Conversation[]> {
  const draw = drawing(tasks);
  const random = createRandom(`conversations/${set}`);
  const made: Conversation[] = [];
  while (made.length < count) {
    const conversation = draw(random, made.length);
    if (isPutAside(conversation) !== (set % 2 === 0)) continue;
    made.push(conversation);
    if (made.length % 1_000 === 0) await breathe();
    progress({ done: made.length, total: count });
  }
  return made;
}

function drawing(tasks: Params['tasks']): (random: Random, place: number) => Conversation {
  if (tasks === 'refusals') return makeRequest;
  const families: readonly TaskFamily[] = tasks === 'all' ? ['arithmetic', 'words', 'facts'] : [tasks];
  return (random) => makeConversation(families, random);
}

/** A fifth of all questions, by what they say: even sets ask these, odd sets all others, so that what was learned is not what is asked. */
const isPutAside = ({ messages: [question] }: Conversation): boolean =>
  Number.parseInt(hashJson(question?.content ?? '').slice(0, 6), 16) % 5 === 0;

async function read({ file }: Params, { asset, log, breathe }: RunContext): Promise<Conversation[]> {
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a file on this node, or take the built-in conversations.',
    });
  refuseHuge(file.name, file.size);
  const text = decodeText(await asset(file.sha256), file.name, (warning) => log('warning', warning));
  return readConversations(text, file.name, breathe);
}
