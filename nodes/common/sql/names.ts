/** The most tables that one question is about. */
const MOST = 4;
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;

/** The tables that a node declares, as `penguins, islands`, and what is wrong with them. */
export function namesOf(declared: string): { readonly names: readonly string[]; readonly problem: string | null } {
  const given = declared
    .split(/[,\s]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const names = [...new Set(given.filter((name) => NAME.test(name)))].slice(0, MOST);
  const odd = given.find((name) => !NAME.test(name));
  const small = given.map((name) => name.toLowerCase());
  if (given.length === 0) return { names, problem: 'Name the table that is asked about, as “penguins”.' };
  if (odd !== undefined)
    return { names, problem: `“${odd}” is no name that SQL takes without quotes: use letters, digits and _.` };
  if (new Set(small).size < small.length) return { names, problem: 'Two tables have the same name.' };
  if (given.length > MOST) return { names, problem: `A question is about at most ${MOST} tables.` };
  return { names, problem: null };
}
