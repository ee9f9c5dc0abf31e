import { GenloomError, type ScriptedAnswer, z } from '@/graph';

/** The most rules of a script. */
const MOST = 1_000;
const NAMES = ['when', 'say', 'times', 'call'] as const;
type Name = (typeof NAMES)[number];

const call = /^([A-Za-z0-9_-]{1,64})\s*(.*)$/s;
const times = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number);

/**
 * Rules as people write them: parted by empty lines, each with lines that begin with `when:` (a pattern), `say:` (`\n` breaks a line, and lines without a
 * name go on), `times:` (how often) and `call:` (a tool’s name and its arguments as JSON).
 * @throws GenloomError `script.line`, `script.empty`, `script.too-many` that says where
 */
export function readRules(text: string): ScriptedAnswer[] {
  const lines = text.split(/\r?\n/);
  const rules: ScriptedAnswer[] = [];
  let fields: [Name, string][] = [];
  const end = (line: number) => {
    if (fields.length > 0) rules.push(ruleOf(fields, line));
    fields = [];
    if (rules.length > MOST)
      throw new GenloomError({
        code: 'script.too-many',
        title: `A script has at most ${MOST.toLocaleString('en')} rules.`,
        fix: 'Write patterns that serve several questions.',
      });
  };
  for (const [place, line] of lines.entries()) {
    if (line.trim() === '') {
      end(place);
      continue;
    }
    const [, name, value = ''] = /^(when|say|times|call):[ \t]*(.*)$/.exec(line) ?? [];
    const known = NAMES.find((one) => one === name);
    const last = fields.at(-1);
    if (known) fields.push([known, value]);
    else if (last?.[0] === 'say') last[1] += `\n${line}`;
    else throw refused(place + 1, `It reads: ${line.slice(0, 80)}`);
  }
  end(lines.length);
  if (rules.length === 0)
    throw new GenloomError({
      code: 'script.empty',
      title: 'There are no answers in this script.',
      fix: 'Write one: say: Good morning.',
    });
  return rules;
}

function ruleOf(fields: readonly (readonly [Name, string])[], line: number): ScriptedAnswer {
  const of = (wanted: Name) => fields.flatMap(([name, value]) => (name === wanted ? [value] : []));
  for (const name of ['when', 'say', 'times'] as const)
    if (of(name).length > 1) throw refused(line, `The rule before it has “${name}:” twice.`);
  const [when, say, often] = [of('when')[0], of('say')[0], of('times')[0]];
  const count = often === undefined ? undefined : times.safeParse(often.trim());
  if (count && !count.success)
    throw refused(line, `“times:” of the rule before it is “${often}”, and has to be a whole number.`);
  const calls = of('call').map((written) => callOf(written, line));
  if (say === undefined && calls.length === 0)
    throw refused(line, 'The rule before it neither says anything nor calls a tool.');
  return {
    ...(when !== undefined && { when: when.trim() }),
    ...(count && { times: count.data }),
    ...(say !== undefined && { say: say.replaceAll('\\n', '\n') }),
    ...(calls.length > 0 && { calls }),
  };
}

function callOf(written: string, line: number): { readonly name: string; readonly arguments: string } {
  const [, name, given = ''] = call.exec(written.trim()) ?? [];
  if (name === undefined) throw refused(line, `“call:” of the rule before it names no tool: ${written.slice(0, 80)}`);
  return { name, arguments: given.trim() || '{}' };
}

const refused = (line: number, detail: string) =>
  new GenloomError({
    code: 'script.line',
    title: `Line ${line} of the script cannot be understood.`,
    detail,
    fix: 'Part rules by empty lines, and begin their lines with when:, say:, times: or call:.',
  });
