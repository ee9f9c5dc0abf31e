import { GenloomError, type PreferencePair, z } from '@/graph';
import { isRecord, jsonLines } from '../../common/read/json-lines';

/** The longest prompt or answer that is read, in characters. */
const LONGEST = 200_000;

export interface ReadPairs {
  readonly pairs: readonly PreferencePair[];
  /** How many pairs had two equal answers, and were left out. */
  readonly same: number;
  /** What was wrong with those that were left out for it. */
  readonly broken: readonly string[];
}

interface Options {
  /** Leaves broken pairs out. */
  readonly lenient: boolean;
  readonly most: number;
}

/**
 * The pairs of a file of preferences: JSON Lines, or one JSON array.
 * @throws GenloomError `preferences.missing-side` and others, with the number of the line or the pair
 */
export async function readPreferences(
  text: string,
  name: string,
  { lenient, most }: Options,
  breathe: () => Promise<void>,
): Promise<ReadPairs> {
  const pairs: PreferencePair[] = [];
  const broken: string[] = [];
  let same = 0;
  for await (const { value, where } of recordsOf(text, name, breathe)) {
    if (pairs.length >= most) break;
    const read = pairOf(value);
    if ('wrong' in read) {
      const error = {
        code: 'preferences.missing-side',
        title: `${where} of “${name}” ${read.wrong}`,
        detail: isRecord(value) ? `It has: ${fieldsOf(value)}.` : 'It is no object.',
        fix: 'Mend it, or turn on “Leave out broken pairs”.',
      };
      if (!lenient) throw new GenloomError(error);
      broken.push(`${error.title} ${error.detail}`);
    } else if (read.chosen === read.rejected) same += 1;
    else pairs.push({ ...read, by: 'file' });
  }
  return { pairs, same, broken };
}

/** What the file lists, and how each of them is called. */
async function* recordsOf(text: string, name: string, breathe: () => Promise<void>) {
  if (!text.trimStart().startsWith('[')) {
    for await (const { value, number } of jsonLines(text, name, breathe))
      yield { value, where: `Line ${number.toLocaleString('en')}` };
    return;
  }
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (cause) {
    throw new GenloomError(
      {
        code: 'preferences.not-json',
        title: `“${name}” is not JSON.`,
        ...(cause instanceof Error && { detail: cause.message }),
        fix: 'Choose a file with one JSON object a line, or one JSON list of them.',
      },
      { cause },
    );
  }
  if (!Array.isArray(list)) return;
  for (const [index, value] of list.entries()) yield { value, where: `Pair ${(index + 1).toLocaleString('en')}` };
}

type Read = Pick<PreferencePair, 'prompt' | 'chosen' | 'rejected'> | { readonly wrong: string };

const message = z.object({ role: z.string().max(100), content: z.string().max(LONGEST) });
const side = z.union([z.string().max(LONGEST), z.array(message).min(1).max(1_000)]);
type Side = z.infer<typeof side>;

function pairOf(value: unknown): Read {
  if (!isRecord(value)) return { wrong: 'holds no pair.' };
  const [chosen, rejected] = [side.safeParse(value.chosen), side.safeParse(value.rejected)];
  for (const [name, read] of [
    ['chosen', chosen],
    ['rejected', rejected],
  ] as const) {
    if (value[name] === undefined || value[name] === null || value[name] === '')
      return { wrong: `has no “${name}” answer.` };
    if (!read.success) return { wrong: `has a “${name}” that is neither a text nor a list of messages.` };
  }
  if (!chosen.success || !rejected.success) return { wrong: 'holds no pair.' };
  const given = value.prompt ?? value.question;
  const prompt = side.safeParse(given);
  if (given !== undefined && given !== null && given !== '' && !prompt.success)
    return { wrong: 'has a “prompt” that is neither a text nor a list of messages.' };
  return apart(prompt.success ? prompt.data : null, chosen.data, rejected.data);
}

/** A prompt and what was answered, as texts. */
function apart(prompt: Side | null, chosen: Side, rejected: Side): Read {
  if (typeof chosen === 'string' && typeof rejected === 'string')
    return prompt === null ? sharedStart(chosen, rejected) : { prompt: promptText(prompt), chosen, rejected };
  if (typeof chosen === 'string' || typeof rejected === 'string')
    return { wrong: 'has a text on one side and messages on the other.' };
  // A prompt of messages is answered by the lists as they are; otherwise each list is the whole conversation.
  if (Array.isArray(prompt)) return answers(promptText(prompt), chosen, rejected);
  const turns = sharedTurns(chosen, rejected);
  if (turns === 0 && prompt === null) return { wrong: 'has two conversations that do not begin alike.' };
  const before = chosen.slice(0, turns);
  return answers(
    turns === 0 && prompt !== null ? promptText(prompt) : promptText(before),
    chosen.slice(turns),
    rejected.slice(turns),
  );
}

const answers = (prompt: string, chosen: Exclude<Side, string>, rejected: Exclude<Side, string>): Read => ({
  prompt,
  chosen: answerText(chosen),
  rejected: answerText(rejected),
});

type Message = z.infer<typeof message>;

/** How many turns two conversations share; the last of each is its answer. */
function sharedTurns(chosen: readonly Message[], rejected: readonly Message[]): number {
  const most = Math.min(chosen.length, rejected.length) - 1;
  let turns = 0;
  while (turns < most && chosen[turns]?.content === rejected[turns]?.content) turns += 1;
  return turns;
}

const ASSISTANT = '\n\nAssistant:';

/** Two conversations of hh-rlhf: what they share, to the last answer’s beginning, is the prompt. */
function sharedStart(chosen: string, rejected: string): Read {
  let length = 0;
  while (length < Math.min(chosen.length, rejected.length) && chosen[length] === rejected[length]) length += 1;
  const last = chosen.lastIndexOf(ASSISTANT, length - ASSISTANT.length);
  if (last < 0) return { wrong: 'has no “prompt”, and its two answers do not begin with the same conversation.' };
  const at = last + ASSISTANT.length;
  return { prompt: chosen.slice(0, at), chosen: chosen.slice(at), rejected: rejected.slice(at) };
}

/** A prompt to its answer’s beginning, as hh-rlhf writes conversations. */
const promptText = (prompt: Side): string =>
  typeof prompt === 'string' ? prompt : prompt.map(turnText).join('') + ASSISTANT;

const turnText = ({ role, content }: Message): string => {
  if (role === 'system') return content;
  return `\n\n${role === 'assistant' ? 'Assistant' : 'Human'}: ${content}`;
};

/** The first message answers; what follows is written as turns. */
const answerText = ([first, ...rest]: readonly Message[]): string =>
  ` ${first?.content ?? ''}${rest.map(turnText).join('')}`;

const fieldsOf = (value: Record<string, unknown>): string =>
  Object.keys(value)
    .slice(0, 20)
    .map((field) => `“${field.slice(0, 60)}”`)
    .join(', ') || 'nothing';
