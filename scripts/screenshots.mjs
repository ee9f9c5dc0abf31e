// node scripts/screenshots.mjs: makes the pictures of the README from the real program. The first template is opened and run; nothing is posed.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { buildPages, prepare, root } from './prepare.mjs';
import { serve } from './server.mjs';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** Milliseconds of training before the picture of it. */
const INTO_TRAINING = 45_000;

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
} finally {
  await browser.close();
  await server.stop();
}
