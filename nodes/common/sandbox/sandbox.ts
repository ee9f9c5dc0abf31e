import type { QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core';

/** What a program may use. The work is counted and not timed, so that the same program ends the same way on every machine. */
export interface SandboxLimits {
  /** Memory of the program, its values and its code together. */
  readonly bytes: number;
  /** How often QuickJS asks whether it may go on: about every ten thousand jumps and calls. */
  readonly turns: number;
}

/** A small program: a second or so on a machine of today. */
export const SMALL: SandboxLimits = { bytes: 32 * 2 ** 20, turns: 2_000 };

const NO_END = 'It did not come to an end.';
const STACK_BYTES = 256 * 1024;

export type Ended =
  | { readonly ok: true; readonly value: unknown }
  /** `wrong`: it threw, or cannot be read; `time` and `memory`: it used up what it may. */
  | { readonly ok: false; readonly why: 'wrong' | 'time' | 'memory'; readonly message: string };

/**
 * JavaScript in QuickJS, a small engine compiled to WebAssembly: a program sees the language and nothing else, no page, no network, no files, no clock, and
 * `Math.random` gives the same numbers each time. Each run has a context of its own, of which nothing stays. What is counted is the program's own work: one
 * that keeps a built-in function busy (a search through four thousand million places, say) holds its worker until the step is cancelled.
 */
export interface Sandbox {
  /** What the program's last line gives, as JSON carries it. Never throws for what a program does. */
  run(program: string, limits?: SandboxLimits): Ended;
}

/** Longer programs are refused unread. */
const LONGEST = 1_000_000;

/** Loads the engine, once for all who ask. */
export async function openSandbox(): Promise<Sandbox> {
  const [{ newQuickJSWASMModuleFromVariant }, variant] = await Promise.all([
    import('quickjs-emscripten-core'),
    import('@jitl/quickjs-singlefile-browser-release-sync'),
  ]);
  loading ??= newQuickJSWASMModuleFromVariant(variant.default);
  const engine = await loading;
  return {
    run(program, limits = SMALL) {
      if (program.length > LONGEST)
        return {
          ok: false,
          why: 'memory',
          message: `A program has at most ${LONGEST.toLocaleString('en')} characters.`,
        };
      const runtime = engine.newRuntime();
      try {
        return runIn(runtime, program, limits);
      } finally {
        runtime.dispose();
      }
    },
  };
}
let loading: ReturnType<typeof import('quickjs-emscripten-core').newQuickJSWASMModuleFromVariant> | undefined;

function runIn(runtime: QuickJSRuntime, program: string, { bytes, turns }: SandboxLimits): Ended {
  let left = turns;
  runtime.setMemoryLimit(bytes);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(() => --left < 0);
  const context = runtime.newContext();
  const [write, tell] = [PRELUDE.write, PRELUDE.tell].map((code) =>
    context.unwrapResult(context.evalCode(`(${code})()`)),
  );
  context.unwrapResult(context.evalCode(`(${PRELUDE.prepare})()`)).dispose();
  try {
    const result = context.evalCode(program, 'program.js');
    if (result.error) return failed(result.error);
    const jobs = runtime.executePendingJobs(turns);
    if (jobs.error) {
      result.value.dispose();
      return failed(jobs.error);
    }
    // Of a promise what it came to; anything else is what it is.
    const state = context.getPromiseState(result.value);
    if (!(state.type === 'fulfilled' && state.notAPromise)) result.value.dispose();
    if (state.type === 'pending') return { ok: false, why: 'time', message: NO_END };
    return state.type === 'rejected' ? failed(state.error) : written(state.value);
  } finally {
    write?.dispose();
    tell?.dispose();
    context.dispose();
  }

  function written(value: QuickJSHandle): Ended {
    const text = asked(write, value);
    if (!text.ok) return text;
    return { ok: true, value: text.value === '' ? undefined : JSON.parse(text.value) };
  }

  function failed(thrown: QuickJSHandle): Ended {
    if (left < 0) {
      thrown.dispose();
      return { ok: false, why: 'time', message: NO_END };
    }
    const told = asked(tell, thrown);
    const message = (told.ok ? told.value : told.message).slice(0, 300);
    return { ok: false, why: /out of memory|stack overflow/i.test(message) ? 'memory' : 'wrong', message };
  }

  /** What a function of ours inside says of a value: text, since nothing else is brought out. */
  function asked(one: QuickJSHandle | undefined, value: QuickJSHandle): Extract<Ended, { ok: false }> | Said {
    if (!one) throw new TypeError('The sandbox has not been prepared.');
    const said = value.consume((own) => context.callFunction(one, context.undefined, own));
    if (!said.error) return { ok: true, value: said.value.consume((text) => context.getString(text)) };
    said.error.dispose();
    return left < 0
      ? { ok: false, why: 'time', message: NO_END }
      : { ok: false, why: 'wrong', message: 'Its result cannot be written as JSON.' };
  }
}

interface Said {
  readonly ok: true;
  readonly value: string;
}

/** Functions that run inside before a program does, so that it cannot put others in their place. */
const PRELUDE = {
  write: `() => {
    const { stringify } = JSON;
    return (value) => stringify(value) ?? '';
  }`,
  tell: `() => {
    const text = String;
    return (thrown) => {
      const { name, message } = Object(thrown);
      return typeof message === 'string' ? (typeof name === 'string' ? name + ': ' : '') + message : text(thrown);
    };
  }`,
  /** Takes the clock away and makes chance repeatable (mulberry32). */
  prepare: `() => {
    let state = 0x9e3779b9;
    Math.random = () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    delete globalThis.Date;
    delete globalThis.performance;
  }`,
} as const;
