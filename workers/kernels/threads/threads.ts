import type { KernelModule } from '../module';
import { MOST_NUMBERS, MOST_PARTS, openControl, SLOT, takeParts, ticketOf } from './control';
import { alone, type Parallel } from './parallel';
import { spawn } from './spawn';

export interface Threads extends Parallel {
  /** How many have started by now, this one included. */
  running(): number;
  end(): void;
}

/** More parts share the work better when something else wants a processor; fewer pack operands less often. */
const PARTS_PER_THREAD = 4;

/** Milliseconds that threads have to start; some ten are usual. */
const PATIENCE = 3_000;

/**
 * `count − 1` threads beside this one, all on one shared memory. Parts that no thread takes are done by this one, so that a thread which is late, or never
 * comes, costs time and nothing else; `log` is told why one did not start.
 */
export async function startThreads(
  module: KernelModule,
  memory: WebAssembly.Memory,
  count: number,
  log: (line: string) => void,
): Promise<Threads> {
  const control = openControl();
  const { ints, numbers: shared } = control;
  const kernels = [...module.kernels.values()];
  const places = new Map([...module.kernels.keys()].map((name, place) => [name, place]));
  const here = alone(module);
  let failed = 0;
  const fail = (why: string) => {
    failed += 1;
    log(`A thread did not start, and the others do its work: ${why}.`);
  };
  const others = await Promise.all(
    Array.from({ length: count - 1 }, (_, index) =>
      spawn({ module: module.compiled, memory, control: control.buffer, thread: index + 1 }, fail),
    ),
  );
  const waiting = performance.now();
  while (Atomics.load(ints, SLOT.ready) + failed < count - 1 && performance.now() - waiting < PATIENCE) await pause();
  let job = 0;

  return {
    threads: count,
    running: () => 1 + Atomics.load(ints, SLOT.ready),
    end: () => {
      for (const end of others) end();
    },
    run: (name, units, grain, ...numbers) => {
      const wanted = Math.min(Math.floor(units / grain), count * PARTS_PER_THREAD, MOST_PARTS);
      if (wanted < 2) return here.run(name, units, grain, ...numbers);
      const place = places.get(name);
      if (place === undefined) throw new TypeError(`The kernel module exports no function "${name}".`);
      if (numbers.length > MOST_NUMBERS) throw new RangeError(`A kernel takes ${MOST_NUMBERS} numbers at most.`);
      const unitsPerPart = Math.ceil(units / wanted);
      const parts = Math.ceil(units / unitsPerPart);
      ints[SLOT.kernel] = place;
      ints[SLOT.units] = units;
      ints[SLOT.unitsPerPart] = unitsPerPart;
      ints[SLOT.failed] = 0;
      shared.set(numbers);
      Atomics.store(ints, SLOT.pending, parts);
      job = (job + 1) & 0xfffff;
      Atomics.store(ints, SLOT.ticket, ticketOf(job, parts));
      Atomics.notify(ints, SLOT.ticket);
      const cause = takeParts(control, kernels, 0);
      waitForOthers(ints);
      if (Atomics.load(ints, SLOT.failed) > 0) {
        throw new Error(`A part of the kernel "${name}" failed.`, { cause });
      }
    },
  };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

/** How often this thread looks before it lies down until the last part is done. */
const LOOKS = 20_000;

function waitForOthers(ints: Int32Array): void {
  for (let looks = 0; looks < LOOKS; looks++) if (Atomics.load(ints, SLOT.pending) === 0) return;
  for (;;) {
    const pending = Atomics.load(ints, SLOT.pending);
    if (pending === 0) return;
    Atomics.wait(ints, SLOT.pending, pending, 1);
  }
}
