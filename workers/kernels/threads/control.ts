/** An exported function of the kernel module: addresses, counts and switches in, nothing or a number out. */
export type RawKernel = (...numbers: readonly number[]) => number;

/** The functions of an instance by name, in an order that is the same in every thread. */
export function kernelsOf({ exports }: WebAssembly.Instance): ReadonlyMap<string, RawKernel> {
  const found = Object.entries(exports).filter((entry): entry is [string, RawKernel] => typeof entry[1] === 'function');
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What threads share beside the heap: which kernel is to be run over which units, and how much of it is taken and done. */
export interface Control {
  readonly buffer: SharedArrayBuffer;
  readonly ints: Int32Array;
  /** Arguments of the kernel; float64 holds every address and every float32 exactly. */
  readonly numbers: Float64Array;
}

/** Places in `Control.ints`. */
export const SLOT = {
  /** Number of the job, and in its low bits how many parts nobody has taken yet. */
  ticket: 0,
  /** Parts that are not done yet. */
  pending: 1,
  /** Parts whose kernel threw. */
  failed: 2,
  /** Threads that have started. */
  ready: 3,
  kernel: 4,
  units: 5,
  unitsPerPart: 6,
} as const;

export const MOST_NUMBERS = 28;
const PART_BITS = 10;
export const MOST_PARTS = (1 << PART_BITS) - 1;
const NUMBERS_AT = 64;

/** The control of new threads, or the same one as another thread sees it. */
export function openControl(buffer = new SharedArrayBuffer(NUMBERS_AT + 8 * MOST_NUMBERS)): Control {
  return { buffer, ints: new Int32Array(buffer, 0, NUMBERS_AT / 4), numbers: new Float64Array(buffer, NUMBERS_AT) };
}

/** The ticket that opens a job. Its number wraps around after a million jobs, which nobody sleeps through with one claim. */
export const ticketOf = (job: number, parts: number): number => (job << PART_BITS) | parts;

/**
 * Takes parts of the open job and does them, until none is left to take. A part is claimed by counting the ticket down in one exchange; from then on the
 * job cannot end before this part is done, so what describes it stands still.
 * @returns what a kernel threw here, if one did; the job counts it as done and failed
 */
export function takeParts({ ints, numbers }: Control, kernels: readonly RawKernel[], thread: number): unknown {
  let problem: unknown;
  for (;;) {
    const ticket = Atomics.load(ints, SLOT.ticket);
    const left = ticket & MOST_PARTS;
    if (left === 0) return problem;
    if (Atomics.compareExchange(ints, SLOT.ticket, ticket, ticket - 1) !== ticket) continue;
    const unitsPerPart = ints[SLOT.unitsPerPart] ?? 0;
    const begin = (left - 1) * unitsPerPart;
    const end = Math.min(begin + unitsPerPart, ints[SLOT.units] ?? 0);
    try {
      kernels[ints[SLOT.kernel] ?? 0]?.(begin, end, thread, ...numbers);
    } catch (thrown) {
      problem = thrown;
      Atomics.add(ints, SLOT.failed, 1);
    }
    if (Atomics.sub(ints, SLOT.pending, 1) === 1) Atomics.notify(ints, SLOT.pending);
  }
}
