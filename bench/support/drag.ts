import type { CDPSession, Page } from 'playwright-core';
import { median } from './bar';

/** Milliseconds a frame. `work`: the page's main thread, busy for one frame that draws a move. */
export interface DragCost {
  readonly median: number;
  readonly p95: number;
  readonly work: number;
  readonly script: number;
  readonly style: number;
  readonly frames: number;
  readonly moves: number;
  readonly visible: number;
}

const SECONDS = 2;
const RADIUS = 60;
const STEP = 0.18;

/** Drags a node in a circle with the real mouse for two seconds. `profile` is handed what the CPU profiler saw. */
export async function dragCost(page: Page, nodeId: string, profile?: (profile: unknown) => void): Promise<DragCost> {
  const node = page.locator(`.react-flow__node[data-id="${nodeId}"]`);
  const box = await node.boundingBox();
  if (!box) throw new Error(`node ${nodeId} is not on the page`);
  const start = { x: box.x + box.width / 2, y: box.y + Math.min(box.height * 0.2, 14) };
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let index = 0; index < 6; index++) await move(index);
  const moved = await node.boundingBox();
  if (!moved || Math.hypot(moved.x - box.x, moved.y - box.y) < 10)
    throw new Error('the node does not follow the mouse');
  await page.evaluate(START_FRAMES);
  if (profile) {
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
    await cdp.send('Profiler.start');
  }
  const before = await busy(cdp);
  const until = performance.now() + SECONDS * 1000;
  let moves = 0;
  while (performance.now() < until) await move(6 + moves++);
  const after = await busy(cdp);
  if (profile) profile((await cdp.send('Profiler.stop')).profile);
  const frames = await page.evaluate<number[]>(END_FRAMES);
  await page.mouse.up();
  await cdp.detach();
  const sorted = [...frames].sort((a, b) => a - b);
  return {
    median: median(sorted),
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    work: ((after.task - before.task) * 1000) / moves,
    script: ((after.script - before.script) * 1000) / moves,
    style: ((after.style - before.style) * 1000) / moves,
    frames: frames.length,
    moves,
    visible: await visibleNodes(page),
  };

  function move(index: number): Promise<void> {
    const angle = index * STEP;
    return page.mouse.move(start.x + RADIUS * Math.sin(angle), start.y + RADIUS * (1 - Math.cos(angle)));
  }
}

/** Nodes of which some part is inside of the canvas. */
function visibleNodes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
    if (!canvas) return 0;
    return [...document.querySelectorAll('.react-flow__node')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.right > canvas.left && box.left < canvas.right && box.bottom > canvas.top && box.top < canvas.bottom;
    }).length;
  });
}

async function busy(cdp: CDPSession) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return {
    task: value('TaskDuration'),
    script: value('ScriptDuration'),
    style: value('RecalcStyleDuration') + value('LayoutDuration'),
  };
}

/** As text: what the loader of this file adds to named functions does not exist in the page. */
const START_FRAMES = `{
  window.benchFrames = [];
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    window.benchFrames.push(now - last);
    last = now;
    window.benchFrame = requestAnimationFrame(frame);
  };
  window.benchFrame = requestAnimationFrame(frame);
}`;
const END_FRAMES = `cancelAnimationFrame(window.benchFrame), window.benchFrames.slice(1)`;
