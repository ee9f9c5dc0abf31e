import { type Claim, createClaimReader, type Fact, keyOf } from './check';

/** What given documents say of a claim: the same, another value, or nothing. */
export type Support = 'supported' | 'contradicted' | 'not-found';

/** Compares claims of answers with what some documents say, whether that is true or not. */
export function createSourceReader(
  facts: readonly Fact[],
  sources: readonly string[],
): (answer: string, asked: Fact) => Support[] {
  const claimsIn = createClaimReader(facts);
  const said = new Map<string, Set<string>>();
  for (const { who, attribute, value } of sources.flatMap((source) => claimsIn(source)))
    for (const subject of who) {
      const key = keyOf(subject, attribute);
      said.set(key, (said.get(key) ?? new Set()).add(value));
    }
  const supportOf = ({ who, attribute, value }: Claim): Support => {
    const values = who.map((subject) => said.get(keyOf(subject, attribute)));
    if (values.some((some) => some?.has(value))) return 'supported';
    return values.some((some) => some !== undefined) ? 'contradicted' : 'not-found';
  };
  return (answer, asked) => claimsIn(answer, asked).map(supportOf);
}
