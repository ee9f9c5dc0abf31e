import { GenloomError } from '@/graph';

const NAMES = [
  'abs',
  'acos',
  'asin',
  'atan',
  'atan2',
  'cbrt',
  'ceil',
  'cos',
  'cosh',
  'exp',
  'floor',
  'hypot',
  'log10',
  'log2',
  'max',
  'min',
  'round',
  'sign',
  'sin',
  'sinh',
  'sqrt',
  'tan',
  'tanh',
  'trunc',
] as const;
const KNOWN: ReadonlySet<string> = new Set([...NAMES, 'log', 'ln', 'pi', 'e']);

/**
 * Arithmetic as people write it, as a program for the sandbox: `+ - * / % ^`, brackets, and the usual functions.
 * @throws GenloomError `calculator.unknown` for anything else
 */
export function calculation(expression: string): string {
  const odd = /[^\d\sA-Za-z_.,()+\-*/%^]/.exec(expression)?.[0];
  // A power of ten, `2e3`, is a number and not the constant.
  const names = expression.replaceAll(/\d+\.?\d*e[+-]?\d+/gi, '').match(/[A-Za-z_]\w*/g) ?? [];
  const unknown = odd ?? names.find((name) => !KNOWN.has(name.toLowerCase()));
  if (unknown !== undefined || expression.trim() === '')
    throw new GenloomError({
      code: 'calculator.unknown',
      title: unknown === undefined ? 'There is nothing to calculate.' : `“${unknown}” is not known here.`,
      fix: `Use numbers, + - * / % ^, brackets, pi, e, ln, log, ${NAMES.join(', ')}.`,
    });
  const lower = expression.toLowerCase().replaceAll('^', '**');
  return `(() => { const { ${NAMES.join(', ')}, log, log: ln, PI: pi, E: e } = Math; const value = (${lower}); if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('The result is no number.'); return value; })()`;
}
