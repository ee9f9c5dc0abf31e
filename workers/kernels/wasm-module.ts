/** What is done to WebAssembly modules before they are compiled. Sections are numbered as in the WebAssembly core specification, “binary format”. */

const IMPORTS = 2;
const MEMORIES = 5;
const DATA = 11;
const HAS_MAXIMUM = 1;
const SHARED = 2;

/** The module with the memory that it imports or has of its own declared shared; the same bytes where that memory has no maximum, which a shared one needs. */
export function shareMemory(module: ArrayBuffer | Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(new Uint8Array(module));
  const limits = limitsOfMemory(bytes);
  if (limits !== null && bytes[limits] === HAS_MAXIMUM) bytes[limits] = HAS_MAXIMUM | SHARED;
  return bytes;
}

/** Whether a module brings numbers or texts of its own into the memory: tables of `Mathf.log`, say. */
export const hasData = (module: Uint8Array): boolean => sectionsOf(module).some(({ id }) => id === DATA);

/** Where the limits of the module's memory stand: their first byte says whether there is a maximum, and whether it is shared. */
function limitsOfMemory(bytes: Uint8Array): number | null {
  for (const { id, start } of sectionsOf(bytes)) {
    const count = unsignedAt(bytes, start);
    if (id === MEMORIES && count.value > 0) return count.next;
    if (id !== IMPORTS) continue;
    let at = count.next;
    for (let index = 0; index < count.value; index++) {
      at = afterName(bytes, afterName(bytes, at));
      if (bytes[at] === 2) return at + 1;
      at = afterImport(bytes, at);
    }
  }
  return null;
}

interface Section {
  readonly id: number;
  readonly start: number;
}

function sectionsOf(bytes: Uint8Array): readonly Section[] {
  const found: Section[] = [];
  let at = 8; // after the magic number and the version
  while (at < bytes.length) {
    const size = unsignedAt(bytes, at + 1);
    found.push({ id: bytes[at] ?? 0, start: size.next });
    at = size.next + size.value;
  }
  return found;
}

function afterName(bytes: Uint8Array, at: number): number {
  const length = unsignedAt(bytes, at);
  return length.next + length.value;
}

/** Past the kind and the type of an imported function, table or global. */
function afterImport(bytes: Uint8Array, at: number): number {
  const kind = bytes[at];
  if (kind === 0) return unsignedAt(bytes, at + 1).next;
  if (kind === 3) return at + 3;
  const limits = at + 2;
  const least = unsignedAt(bytes, limits + 1).next;
  return (bytes[limits] ?? 0) & HAS_MAXIMUM ? unsignedAt(bytes, least).next : least;
}

/** An unsigned LEB128 number, and where the next byte stands. */
function unsignedAt(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  let next = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[next] ?? 0;
    next += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next };
  }
}
