/**
 * Dragging one node of a thousand with the real mouse: the editor of the production build beside bare React Flow with as many default nodes and
 * edges, on a canvas of the same size and from the same view. Once with the whole graph in sight, once near.
 * `npm run bench -- editor [--profile]`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../scripts/launch-chromium';
import { bar, median } from './support/bar';
import { openPage, serveBenchPage } from './support/browser';
import { type DragCost, dragCost } from './support/drag';
import { gridDocument } from './support/grid';

const NODES = 1_000;
const ROUNDS = 3;
const AT_MOST = 1.5;
/** In the middle of the grid, with wires on both sides. */
const DRAGGED = 'n497';
const profiling = process.argv.includes('--profile');

const product = await startServer();
const bare = await serveBenchPage('bare-flow.tsx');
const browser = await launchChromium();
try {
  for (const near of [false, true]) {
    const name = near ? 'near' : 'whole';
    const rounds: { readonly editor: DragCost; readonly flow: DragCost }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const project = await createProject(`${product.url}/api/projects`);
      const { cost: editor, view } = await measureEditor(browser, `${product.url}/projects/${project}`, near, round);
      const flow = await measureBare(browser, `${bare.url}?${new URLSearchParams(view)}`, round, name);
      tell(`${name} ${round + 1} editor`, editor);
      tell(`${name} ${round + 1} bare  `, flow);
      rounds.push({ editor, flow });
    }
    const ratio = (of: (cost: DragCost) => number) => median(rounds.map(({ editor, flow }) => of(editor) / of(flow)));
    bar(
      `editor.drag-${name}-frame-ratio`,
      ratio((cost) => cost.median),
      { atMost: AT_MOST },
    );
    bar(
      `editor.drag-${name}-p95-ratio`,
      ratio((cost) => cost.p95),
      { atMost: AT_MOST },
    );
    bar(
      `editor.drag-${name}-work-ratio`,
      ratio((cost) => cost.work),
      { atMost: AT_MOST },
    );
  }
} finally {
  await browser.close();
  bare.close();
  await product.stop();
}

/** The command's own module is plain JavaScript without types. */
async function startServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const { serve } = await import(pathToFileURL(join(import.meta.dirname, '..', 'scripts', 'server.mjs')).href);
  return serve();
}

async function createProject(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'A thousand nodes', document: gridDocument(NODES) }),
  });
  const body: unknown = await response.json();
  if (response.ok && typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string')
    return body.id;
  throw new Error(`creating the project answered ${response.status}: ${JSON.stringify(body)}`);
}

/** The editor's cost, and its view for the peer to take. */
async function measureEditor(browser: Browser, url: string, near: boolean, round: number) {
  const page = await openPage(browser, url);
  await page.waitForSelector('.react-flow__node');
  await settled(page);
  if (near) await comeNear(page);
  const view = await viewOf(page);
  const cost = await dragCost(page, DRAGGED, keep(`editor-${near ? 'near' : 'whole'}`, round));
  await page.close();
  return { cost, view };
}

async function measureBare(browser: Browser, url: string, round: number, name: string): Promise<DragCost> {
  const page = await openPage(browser, url);
  await page.waitForSelector('.react-flow__edge');
  await settled(page);
  const cost = await dragCost(page, DRAGGED, keep(`bare-${name}`, round));
  await page.close();
  return cost;
}

/** Turns the wheel over the node until nodes have about their own size, as someone who works on it would. */
async function comeNear(page: Page): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    const { zoom } = await viewOf(page);
    if (Number(zoom) >= 0.9) break;
    const box = await page.locator(`.react-flow__node[data-id="${DRAGGED}"]`).boundingBox();
    if (!box) throw new Error('the node is out of sight');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -100);
    await page.waitForTimeout(60);
  }
  await settled(page);
}

/** Size of the canvas, and what of the graph it shows. */
async function viewOf(page: Page): Promise<Record<'nodes' | 'width' | 'height' | 'x' | 'y' | 'zoom', string>> {
  const found = await page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    const layer = document.querySelector('.react-flow__viewport');
    const matrix = new DOMMatrix(layer ? getComputedStyle(layer).transform : '');
    return { width: canvas?.width ?? 0, height: canvas?.height ?? 0, x: matrix.e, y: matrix.f, zoom: matrix.a };
  });
  const texts = Object.entries({ nodes: NODES, ...found }).map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(texts);
}

/** Until the page has had nothing to do for a while. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(2_000);
}

/** Where `--profile` is given, keeps a CPU profile that Chromium's tools open. */
function keep(name: string, round: number): ((profile: unknown) => void) | undefined {
  if (!profiling || round > 0) return undefined;
  return (profile) => {
    const folder = join(import.meta.dirname, '..', 'dist', 'bench');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  };
}

function tell(name: string, cost: DragCost): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(
    `${name}: frame ${ms(cost.median)}, p95 ${ms(cost.p95)}; main thread ${ms(cost.work)} a frame (script ${ms(cost.script)}, style and layout ${ms(cost.style)}); ${cost.drawn} frames, ${cost.visible} nodes in sight`,
  );
}
