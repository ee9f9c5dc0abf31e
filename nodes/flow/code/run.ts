import { GenloomError, type Run } from '@/graph';
import { type Ended, openSandbox, type Sandbox } from '../../common/sandbox/sandbox';
import { type Declared, headerOf } from './header';
import type { code } from './node';

/** About as many steps as QuickJS takes between two questions. */
const STEPS_A_TURN = 10_000;

export const run: Run<typeof code> = async (inputs, { code: text, work, memory }) => {
  const [sandbox, { transform }] = await Promise.all([openSandbox(), import('sucrase')]);
  const header = headerOf(text);
  const given = Object.fromEntries(header.inputs.map((port) => [port.name, plain(valueAt(inputs, port.name), port)]));
  const limits = { bytes: memory * 2 ** 20, turns: (work * 1_000_000) / STEPS_A_TURN };
  const names = header.inputs.map(({ name }) => name);
  return outputsOf(sandbox, program(withoutTypes(text, names, transform), names, given), limits, header.outputs);
};

function outputsOf(
  sandbox: Sandbox,
  source: string,
  limits: Parameters<Sandbox['run']>[1],
  outputs: readonly Declared[],
): Record<string, unknown> {
  const ended = sandbox.run(source, limits);
  if (!ended.ok) throw stopped(ended);
  const result: unknown = ended.value;
  return Object.fromEntries(
    outputs.map((port) => {
      const value = isRecord(result) && Object.hasOwn(result, port.name) ? result[port.name] : undefined;
      return [port.name, typed(value, port)];
    }),
  );
}

/** TypeScript without its types; what is no program is refused in the words of the parser. */
function withoutTypes(text: string, names: readonly string[], transform: typeof import('sucrase').transform): string {
  const body = `(async function (${names.join(', ')}) {\n${text}\n})`;
  try {
    return transform(body, { transforms: ['typescript'], disableESTransforms: true }).code;
  } catch (error) {
    throw new GenloomError({
      code: 'code.unreadable',
      title: 'The program cannot be read.',
      // Its first line is ours.
      detail: (error instanceof Error ? error.message : String(error)).replace(
        /\((\d+):/,
        (_, line) => `(${line - 1}:`,
      ),
      fix: 'Correct it. It is the body of a JavaScript or TypeScript function that returns its outputs.',
    });
  }
}

/** The values go in as JSON: nothing of this side can be reached through them. */
const program = (body: string, names: readonly string[], given: Readonly<Record<string, unknown>>): string =>
  `${body.replace(/;\s*$/, '')}.apply(undefined, JSON.parse(${JSON.stringify(JSON.stringify(names.map((name) => given[name])))}))`;

function stopped({ why, message }: Extract<Ended, { ok: false }>): GenloomError {
  if (why === 'time')
    return new GenloomError({
      code: 'code.endless',
      title: 'The program was stopped: it did not come to an end.',
      fix: 'Look for a loop that never ends, or allow it more work below “more settings”.',
    });
  if (why === 'memory')
    return new GenloomError({
      code: 'code.memory',
      title: 'The program was stopped: it wanted too much memory.',
      detail: message,
      fix: 'Give it less to work on, or allow it more memory below “more settings”.',
    });
  return new GenloomError({
    code: 'code.threw',
    title: `The program failed: ${message.slice(0, 160)}`,
    fix: 'Correct the program, or what comes in.',
  });
}

function plain(value: unknown, { kind }: Declared): unknown {
  return kind === 'texts' && isRecord(value) ? value.items : value;
}

function typed(value: unknown, { name, kind }: Declared): unknown {
  const wrong = (phrase: string) =>
    new GenloomError({
      code: 'code.output',
      title: `The program gave no ${phrase} for “${name}”.`,
      fix: `Let it end with “return { ${name}: … }”.`,
    });
  if (kind === 'text') {
    if (typeof value !== 'string') throw wrong('text');
    return value;
  }
  if (kind === 'texts') {
    if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw wrong('list of texts');
    return { items: value };
  }
  if (value === undefined) throw wrong('value');
  return value;
}

const valueAt = (inputs: object, name: string): unknown => (isRecord(inputs) ? inputs[name] : undefined);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
