import { GenloomError } from '../errors';
import { VARIABLE_LIMITS, type Variable } from './schema';

/**
 * A variable with the value that a text says, as it is given on a command line: `--set width=64`.
 * @throws GenloomError `variable.value` where it cannot be that
 */
export function withValue(variable: Variable, said: string): Variable {
  const refuse = (what: string) =>
    new GenloomError({
      code: 'variable.value',
      title: `“${variable.name}” cannot be “${said.slice(0, 40)}”.`,
      fix: `Give ${what}.`,
    });
  switch (variable.kind) {
    case 'text':
      if (said.length > VARIABLE_LIMITS.text) throw refuse('a shorter text');
      return { ...variable, value: said };
    case 'number': {
      const value = said.trim() === '' ? Number.NaN : Number(said);
      if (!(Math.abs(value) <= 1e12)) throw refuse('a number');
      return { ...variable, value };
    }
    case 'truth':
      if (!/^(yes|true|no|false)$/i.test(said)) throw refuse('yes or no');
      return { ...variable, value: /^(yes|true)$/i.test(said) };
    case 'choice':
      if (!variable.options.includes(said)) throw refuse(`one of: ${variable.options.join(', ')}`);
      return { ...variable, value: said };
  }
}
