import type { GuardAction, GuardRecord, TextClassifier, z } from '@/graph';
import { GenloomError } from '@/graph';
import { splitLines } from '@/ml/text';
import type { guardFields } from './fields';
import { findPersonalData, PERSONAL_DATA, type PersonalDataKind } from './personal-data';
import { type FoundStretch, patternRules, phraseRules } from './rules';

export type GuardParams = z.infer<z.ZodObject<typeof guardFields>>;

/** What a guard says of a text, and what is left of it. */
export interface Verdict {
  readonly action: GuardAction;
  readonly reasons: readonly string[];
  /** With what was blacked out; of a refused one the refusal. */
  readonly text: string;
  /** The text itself, without what is to be blacked out, whatever else is done with it. */
  readonly shown: string;
  /** The text as others may be told of it: personal data is blacked out, also where it was refused or only noted. */
  readonly told: string;
}

const NAMES: Readonly<Record<PersonalDataKind, string>> = {
  email: 'e-mail address',
  phone: 'telephone number',
  card: 'card number',
  iban: 'bank account',
  ip: 'IP address',
};
const DONE = { refuse: 'refused', mask: 'masked', flag: 'flagged' } as const;
const ORDER: readonly GuardAction[] = ['passed', 'flagged', 'masked', 'refused'];

/**
 * Makes a guard work: rules, patterns of personal data, and how probable a classifier finds the class that is not to pass, null where there is none.
 * @throws GenloomError for a pattern that cannot be used
 */
export function compileGuard(params: GuardParams): (text: string, probability: number | null) => Verdict {
  const rules = [...phraseRules(splitLines(params.phrases)), ...patternRules(splitLines(params.patterns))];
  const kinds = params.onPersonal === 'ignore' ? [] : PERSONAL_DATA.filter((kind) => params[kind]);
  return (text, probability) => {
    const found: (FoundStretch & { readonly does: GuardAction; readonly mask: string; readonly personal?: true })[] =
      rules.flatMap((rule) => rule(text).map((one) => ({ ...one, does: DONE[params.onRule], mask: '[…]' })));
    if (params.onPersonal !== 'ignore')
      for (const { kind, ...place } of findPersonalData(text, kinds))
        found.push({
          ...place,
          why: NAMES[kind],
          does: DONE[params.onPersonal],
          mask: `[${NAMES[kind]}]`,
          personal: true,
        });
    const reasons = [...new Set(found.map(({ why }) => why))];
    const does = found.map((one) => one.does);
    if (probability !== null && probability >= params.threshold) {
      reasons.unshift(`${params.unsafe}, ${Math.round(100 * probability)} %`);
      does.push(DONE[params.onClass]);
    }
    const action = ORDER.findLast((one) => does.includes(one)) ?? 'passed';
    const shown = blackedOut(
      text,
      found.filter((one) => one.does === 'masked'),
    );
    const told = blackedOut(
      text,
      found.filter(({ does, personal }) => does === 'masked' || personal),
    );
    return { action, reasons, text: action === 'refused' ? params.refusal : shown, shown, told };
  };
}

/** The record of a verdict. */
export const recordOf = ({ action, reasons }: Verdict, place: GuardRecord['place']): GuardRecord => ({
  place,
  action,
  reasons,
});

/** The place of the class that a guard looks for. @throws GenloomError `guard.no-class` */
export function classPlace({ classes }: Pick<TextClassifier, 'classes'>, name: string): number {
  const place = classes.indexOf(name);
  if (place >= 0) return place;
  throw new GenloomError({
    code: 'guard.no-class',
    title: `The classifier knows no class “${name}”.`,
    detail: `It tells apart: ${classes
      .slice(0, 20)
      .map((one) => `“${one}”`)
      .join(', ')}.`,
    fix: 'Set “Class to look for” to one of these.',
  });
}

/** From the end, so that places stay right; of stretches that overlap the first is replaced, with all that hangs on it. */
function blackedOut(text: string, found: readonly (FoundStretch & { readonly mask: string })[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, mask } of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= at) parts.push(text.slice(at, start), mask);
    at = Math.max(at, end);
  }
  return parts.join('') + text.slice(at);
}
