// node scripts/screenshots.mjs: makes the pictures of the README from the real program. Templates are opened and run; nothing is posed. It takes some twenty minutes.
// With names behind it (`moving-shapes`), these pictures alone.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildPages, prepare, root } from './prepare.mjs';
import { serve } from './server.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** Milliseconds of training before the picture of it. */
const INTO_TRAINING = 45_000;
/** Templates that are run to their end, or for so many milliseconds. */
const RUN = [
  { picture: 'diffusion-points', template: 'Diffusion on points', for: 13_000 },
  { picture: 'moving-shapes', template: 'Moving shapes from text' },
  { picture: 'one-transformer', template: 'One transformer, four modalities' },
];
const FIRST = 'language-model';
const asked = process.argv.slice(2);
const isAsked = (picture) => asked.length === 0 || asked.includes(picture);

prepare();
buildPages();
const folder = join(root, 'docs', 'images');
mkdirSync(folder, { recursive: true });
const { chromium } = await import('playwright-core');
const server = await serve();
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
try {
  const context = await browser.newContext({ viewport: WIDE, colorScheme: 'light', baseURL: server.url });
  const page = await context.newPage();
  const shoot = async (name) => {
    // Toasts and hovers are gone by then.
    await page.mouse.move(700, 880);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`✓ docs/images/${name}.png`);
  };
  if (isAsked(FIRST)) await languageModel();
  for (const { picture, template, for: milliseconds } of RUN.filter(({ picture }) => isAsked(picture))) {
    await open(template);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    if (milliseconds) await page.waitForTimeout(milliseconds);
    else await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 1_800_000 });
    await page.keyboard.press('f');
    await shoot(picture);
  }

  /** Finds a template by its name, as a user would. */
  async function open(template) {
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Search templates' }).fill(template);
    await page
      .getByRole('button', { name: new RegExp(template) })
      .first()
      .click();
    await page.waitForURL(/\/projects\//);
    await page.locator('.react-flow__node').first().waitFor();
  }

  async function languageModel() {
    await page.goto('/');
    await page.getByRole('button', { name: /tiny GPT/ }).click();
    await page.waitForURL(/\/projects\//);
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.waitForTimeout(INTO_TRAINING);
    await page.locator('.react-flow__node[data-id="train"]').click({ position: { x: 60, y: 16 } });
    await shoot('training');
    await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 900_000 });
    await page.keyboard.press('Escape');
    await shoot('editor-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot('editor-dark');
    await page.setViewportSize(NARROW);
    await shoot('narrow-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(WIDE);
    await page.goto('/');
    await shoot('home');
  }
} finally {
  await browser.close();
  await server.stop();
}
