import { abstentionBy } from '@/ml/hallucination/abstention';

/** What a world says: a subject has at most one value of each attribute, or none that anybody knows. */
export interface Fact {
  readonly subject: string;
  readonly attribute: string;
  readonly value: string | null;
  readonly question: string;
}

export type Verdict =
  /** It gives what was asked for, and nothing that is false. */
  | 'right'
  /** Something in it is true of nobody whom it is said of. */
  | 'made-up'
  /** It says that it does not know, or nothing at all. */
  | 'abstained'
  /** It gives no value that was asked for, and nothing false. */
  | 'beside';

/** Checks answers against a world. @param abstaining words of who does not know */
export function createChecker(
  facts: readonly Fact[],
  abstaining: readonly string[],
): (answer: string, asked: Fact) => Verdict {
  const truth = new Map(facts.map(({ subject, attribute, value }) => [keyOf(subject, attribute), value]));
  const claimsIn = createClaimReader(facts);
  const abstains = abstentionBy(abstaining);

  return (answer, asked) => {
    const claims = claimsIn(answer, asked);
    const isTrue = ({ who, attribute, value }: Claim) =>
      who.some((subject) => truth.get(keyOf(subject, attribute)) === value);
    if (!claims.every(isTrue)) return 'made-up';
    const isAsked = ({ who, attribute, value }: Claim) =>
      attribute === asked.attribute && who.includes(asked.subject) && value === asked.value;
    if (claims.some(isAsked)) return 'right';
    return claims.length === 0 && abstains(answer) ? 'abstained' : 'beside';
  };
}

/** Finds what a text claims, sentence by sentence. What claims nothing of anybody by name is an answer to what was asked, where something was. */
export function createClaimReader(facts: readonly Fact[]): (text: string, asked?: Fact) => Claim[] {
  const known = new Set(facts.map(({ subject, attribute }) => keyOf(subject, attribute)));
  const has = (subject: string, attribute: string) => known.has(keyOf(subject, attribute));
  const subjects = new Set(facts.map(({ subject }) => subject));
  const attributes = [...valuesByAttribute(facts)];
  const namesIn = finderOf([...subjects, ...attributes.flatMap(([, values]) => [...values])]);

  const claimsOf = (sentence: string, asked: Fact | undefined): Claim[] => {
    const names = namesIn(sentence);
    const claims = attributes.flatMap(([attribute, values]) => {
      const who = names.filter((name) => has(name, attribute));
      return who.length === 0
        ? []
        : names.filter((name) => values.has(name)).map((value) => ({ who, attribute, value }));
    });
    if (claims.length > 0 || !asked) return claims;
    const values = attributes.find(([attribute]) => attribute === asked.attribute)?.[1];
    return names
      .filter((name) => values?.has(name))
      .map((value) => ({ who: [asked.subject], attribute: asked.attribute, value }));
  };
  return (text, asked) => text.split(/[.!?\n]+/).flatMap((sentence) => claimsOf(sentence, asked));
}

export const keyOf = (subject: string, attribute: string): string => `${subject}\0${attribute}`;

/** That one of these has this value. */
export interface Claim {
  readonly who: readonly string[];
  readonly attribute: string;
  readonly value: string;
}

type Sets = Map<string, Set<string>>;

/** What could be claimed of each attribute: the values that it has, and where those are subjects themselves, all of their like. */
function valuesByAttribute(facts: readonly Fact[]): Sets {
  const bySubject: Sets = new Map();
  const byAttribute: Sets = new Map();
  const values: Sets = new Map();
  const add = (to: Sets, key: string, one: string) => to.set(key, (to.get(key) ?? new Set()).add(one));
  for (const { subject, attribute, value } of facts) {
    add(bySubject, subject, attribute);
    add(byAttribute, attribute, subject);
    if (value !== null) add(values, attribute, value);
  }
  for (const some of values.values()) {
    const kinds = new Set([...some].flatMap((value) => [...(bySubject.get(value) ?? [])]));
    for (const kind of kinds) for (const like of byAttribute.get(kind) ?? []) some.add(like);
  }
  return values;
}

/** Finds which of some names stand in a text as whole words, whatever their case; of names within names the longest. */
function finderOf(names: readonly string[]): (text: string) => string[] {
  const byLower = new Map(names.filter((name) => name.trim() !== '').map((name) => [name.toLowerCase(), name]));
  if (byLower.size === 0) return () => [];
  const longest = [...byLower.keys()].sort((a, b) => b.length - a.length);
  const escaped = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => [...new Set(Array.from(text.matchAll(pattern), ([name]) => byLower.get(name.toLowerCase()) ?? ''))];
}
