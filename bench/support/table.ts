import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** A table as Markdown writes it, its columns as wide as what stands in them. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Where, in what and when something was measured. */
export function circumstances(browserVersion: string): string {
  const processors = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${processors.length} cores of ${processors[0]?.model.trim() ?? 'an unknown processor'}, ${gibibytes} GiB, Chromium ${browserVersion}, Node ${process.versions.node}.`;
}

/** Milliseconds with as many digits as tell something. */
export const ms = (value: number): string => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ms`;

/** How many times, likewise. */
export const times = (value: number): string => `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} ×`;

const page = join(import.meta.dirname, '..', '..', 'docs', 'performance.md');

/** Puts a text between the two markers of its name in docs/performance.md; a new name comes last. */
export function writePerformance(name: string, text: string): void {
  const [begin, end] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const old = existsSync(page) ? readFileSync(page, 'utf8') : HEAD;
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  const block = `${begin}\n\n${text}\n\n${end}`;
  const whole =
    from >= 0 && to > from ? old.slice(0, from) + block + old.slice(to + end.length) : `${old.trimEnd()}\n\n${block}\n`;
  writeFileSync(page, whole);
  console.log(`written to docs/performance.md, “${name}”`);
}

const HEAD = `# Performance

What each table says was written by the command above it, from a fresh clone. Contenders run as workers of one page and in turns, so that what disturbs
one disturbs all; numbers are medians.
`;
