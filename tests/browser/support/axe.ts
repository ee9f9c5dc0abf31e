import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Changes the theme as the page itself does, without asking for the page again. */
export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

/** Rules whose answer hangs on colours: a theme changes nothing else. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'] as const;

/** A page as it stands has nothing that axe-core calls serious or critical, in neither theme. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await setTheme(page, 'dark');
  expect.soft(await violationsOf(page, { runOnly: [...COLOUR_RULES] }), `${what}, dark`).toEqual([]);
  await setTheme(page, 'light');
  expect.soft(await violationsOf(page), `${what}, light`).toEqual([]);
}

/** What people can come to: the dialog alone where one shuts out the page behind it, whose look costs twenty times as much and says nothing new. */
const SEEN = `document.querySelector('[data-aria-hidden]') && document.querySelector('[role="dialog"]') || document`;

/** One line for each element. The library comes in by the debugging protocol, which the security policy of the page does not rule. */
async function violationsOf(page: Page, options: RunOptions = {}): Promise<readonly string[]> {
  await page.evaluate(`if (!window.axe) { ${source} }`);
  // Colours that are still changing are nobody's.
  await page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  });
  const asked = JSON.stringify({ resultTypes: ['violations'], ...options } satisfies RunOptions);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${SEEN}, ${asked})`);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 8).map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
}
