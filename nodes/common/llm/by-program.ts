import { type ChatMessage, GenloomError, messageText, type ScriptedAnswer, z } from '@/graph';
import { openSandbox } from '../sandbox/sandbox';

const call = z.object({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) });
const answered = z.union([
  z.string().transform((say) => ({ say })),
  z.object({ say: z.string().optional(), call: call.optional() }).refine(({ say, call }) => say !== undefined || call),
]);

/**
 * What a program answers to what was said last: the body of a function of `said` and `turn`, run in the sandbox. The same conversation always gets the same
 * answer. @throws GenloomError `script.program` where it fails or answers nothing
 */
export async function byProgram(program: string, messages: readonly ChatMessage[]): Promise<ScriptedAnswer> {
  const last = messages.at(-1);
  const given = [last ? messageText(last) : '', messages.filter(({ role }) => role === 'assistant').length];
  const sandbox = await openSandbox();
  const ended = sandbox.run(`(function (said, turn) {\n${program}\n}).apply(undefined, ${JSON.stringify(given)})`);
  if (!ended.ok) throw refused(`The program of the script failed: ${ended.message.slice(0, 300)}`);
  const read = answered.safeParse(ended.value);
  if (!read.success) throw refused('The program of the script gave no answer.');
  if (!('call' in read.data) || !read.data.call) return { say: read.data.say ?? '' };
  const { name, arguments: own } = read.data.call;
  return { say: read.data.say ?? '', calls: [{ name, arguments: JSON.stringify(own) }] };
}

const refused = (title: string) =>
  new GenloomError({
    code: 'script.program',
    title,
    fix: 'Let it return a text, or an object such as { say: "…", call: { name: "act", arguments: { action: 0 } } }.',
  });
