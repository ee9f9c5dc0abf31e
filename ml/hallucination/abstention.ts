/**
 * Tells answers that leave a question open: empty ones, and those in which one of these words stands, whatever its case.
 * What claims something as well is for the caller to tell.
 */
export function abstentionBy(words: readonly string[]): (answer: string) => boolean {
  const unsure = words.map((some) => some.trim().toLowerCase()).filter((some) => some !== '');
  return (answer) => {
    const said = answer.trim().toLowerCase();
    return said === '' || unsure.some((some) => said.includes(some));
  };
}
