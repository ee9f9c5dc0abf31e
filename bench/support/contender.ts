/** One side of a comparison: a module worker that does the tasks it is asked for, in the rounds that it is asked for. */

/** What a round took: milliseconds of each run, and numbers by which the sides are held to agree. */
export interface Round {
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** A task with everything in place. A round does `warm` runs that do not count, and then `runs` that do. */
export interface Work {
  round(runs: number, warm: number): Promise<Round>;
  dispose(): void;
}

type Once = () => Promise<void> | void;
/** Settings come as they were posted; a task knows its own. */
export type Task<Settings> = (settings: Settings) => Promise<Work> | Work;
export type Tasks = Readonly<Record<string, Task<never>>>;

/** What the page posts to a contender. */
export type Request =
  | { readonly kind: 'prepare'; readonly task: string; readonly settings: unknown }
  | { readonly kind: 'round'; readonly runs: number; readonly warm: number }
  | { readonly kind: 'dispose' };
/** What a contender posts: when it has started which tasks it knows, and after each request what came of it. */
export type Reply =
  | { readonly tasks: readonly string[] }
  | { readonly round: Round | null }
  | { readonly error: string };

/** Lets the page ask for these tasks; call it once everything has started. */
export function contend(tasks: Tasks): void {
  let work: Work | undefined;
  const answer = async (request: Request): Promise<Round | null> => {
    if (request.kind === 'round') {
      if (!work) throw new Error('nothing is prepared');
      return work.round(request.runs, request.warm);
    }
    work?.dispose();
    work = undefined;
    if (request.kind === 'prepare') {
      const task = tasks[request.task];
      if (!task) throw new Error(`there is no task “${request.task}”`);
      // The other side of the message wrote the settings for this very task.
      work = await task(request.settings as never);
    }
    return null;
  };
  const reply = (message: Reply) => postMessage(message);
  addEventListener('message', ({ data }: MessageEvent<Request>) => {
    answer(data).then(
      (round) => reply({ round }),
      (error: unknown) => reply({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  reply({ tasks: Object.keys(tasks) });
}

/** The shortest time that is measured: what is quicker is done several times between two looks at the clock. */
const LOOK_MS = 4;

/** Work that does the same again and again. `values` tell what came out. */
export function repeated(once: Once, dispose: () => void, values: readonly number[] = []): Work {
  let together = 0;
  const timed = async (count: number): Promise<number> => {
    const began = performance.now();
    for (let index = 0; index < count; index++) {
      const done = once();
      if (done) await done;
    }
    return (performance.now() - began) / count;
  };
  return {
    async round(runs, warm) {
      for (let index = 0; index < warm; index++) await timed(1);
      if (together === 0) together = Math.max(1, Math.ceil(LOOK_MS / Math.max(await timed(3), 1e-4)));
      const times: number[] = [];
      for (let index = 0; index < runs; index++) times.push(await timed(together));
      return { times, values };
    },
    dispose,
  };
}
