import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/launch-chromium';
import { median, within } from './bar';
import type { Reply, Request, Round } from './contender';
import { serveWorkers } from './worker-page';

/** A started side of a comparison. */
export interface Contender {
  readonly name: string;
  readonly tasks: readonly string[];
  prepare(task: string, settings: unknown): Promise<void>;
  round(runs: number, warm: number): Promise<Round>;
  dispose(): Promise<void>;
}

/** How often something is measured: rounds of each contender in turn, each with runs that count after runs that do not. */
export interface Plan {
  readonly rounds: number;
  readonly runs: number;
  readonly warm: number;
}

/** What was measured of one contender in one task. */
export interface Measured extends Round {
  readonly median: number;
}

const HOUR = 3_600;

/**
 * Starts files of bench/contenders/ as module workers of one isolated page, so that what disturbs one disturbs all, and ends them afterwards. No
 * identifier is renamed: that breaks the threads that plain TF.js makes of a function's text.
 */
export async function withContenders<Name extends string, Result>(
  names: readonly Name[],
  measure: (contenders: Readonly<Record<Name, Contender>>, browser: Browser) => Promise<Result>,
): Promise<Result> {
  const files = Object.fromEntries(names.map((name) => [name, `bench/contenders/${name}.ts`]));
  const served = await serveWorkers(files, {
    minifyIdentifiers: false,
    define: { 'globalThis.benchArguments': '[]' },
  });
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on('console', (message) => console.log(`  ${message.text()}`));
    await page.goto(served.url);
    const started: Partial<Record<Name, Contender>> = {};
    for (const name of names) started[name] = await start(page, name);
    return await measure(started as Record<Name, Contender>, browser);
  } finally {
    await browser.close();
    served.close();
  }
}

async function start(page: Page, name: string): Promise<Contender> {
  const ask = async (request: Request | null): Promise<Reply> => {
    const answer = await within(
      HOUR,
      page.evaluate<Reply, { name: string; request: Request | null }>(exchange, { name, request }),
    );
    if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
    return answer;
  };
  const ready = await ask(null);
  return {
    name,
    tasks: 'tasks' in ready ? ready.tasks : [],
    prepare: async (task, settings) => void (await ask({ kind: 'prepare', task, settings })),
    async round(runs, warm) {
      const answer = await ask({ kind: 'round', runs, warm });
      if (!('round' in answer) || !answer.round) throw new Error(`${name} told nothing of its round`);
      return answer.round;
    },
    dispose: async () => void (await ask({ kind: 'dispose' })),
  };
}

/** Runs in the page: starts the worker where it is not there yet, posts the request, and waits for one answer. */
const exchange = ({ name, request }: { name: string; request: unknown }): Promise<never> =>
  new Promise((resolve) => {
    const worker = Reflect.get(window, `contender ${name}`) ?? new Worker(`/${name}.js`, { type: 'module' });
    Reflect.set(window, `contender ${name}`, worker);
    worker.onmessage = ({ data }: MessageEvent<never>) => resolve(data);
    worker.onerror = (event: ErrorEvent) => resolve({ error: event.message } as never);
    if (request) worker.postMessage(request);
  });

/**
 * Lets contenders do the same task in turn, a round each, until each has had all its rounds. A contender whose plan has fewer rounds stands aside in the
 * later ones.
 */
export async function compare(
  contenders: readonly Contender[],
  task: string,
  settings: unknown,
  planOf: (name: string) => Plan,
): Promise<Readonly<Record<string, Measured>>> {
  const rounds = new Map<string, Round[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await contender.prepare(task, settings);
  const most = Math.max(...contenders.map(({ name }) => planOf(name).rounds));
  for (let round = 0; round < most; round++) {
    for (const contender of contenders) {
      const plan = planOf(contender.name);
      if (round < plan.rounds) rounds.get(contender.name)?.push(await contender.round(plan.runs, plan.warm));
    }
  }
  for (const contender of contenders) await contender.dispose();
  return Object.fromEntries(
    [...rounds].map(([name, all]) => {
      const times = all.flatMap((round) => round.times);
      return [name, { times, values: all.flatMap((round) => round.values), median: median(times) }];
    }),
  );
}
