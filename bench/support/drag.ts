import type { CDPSession, Page } from 'playwright-core';
import { median } from './bar';

/** What a drag costs, in milliseconds. */
export interface DragCost {
  /** From one drawn place of the node to the next. */
  readonly median: number;
  readonly p95: number;
  /** The page's main thread, busy for one drawn place: all of it, scripts, styles and layout. */
  readonly work: number;
  readonly script: number;
  readonly style: number;
  readonly drawn: number;
  readonly visible: number;
}

const SECONDS = 3;
const RADIUS = 60;
/** A common mouse tells 125 times a second where it is; a browser that is slower than that takes several at once. */
const TICK = 8;
const TURNS_PER_SECOND = 0.8;

/**
 * Drags a node in a circle with the real mouse. A frame is counted when the page has given the node another place, so that frames which show no
 * move count for nothing. `profile` is handed what the CPU profiler saw.
 */
export async function dragCost(page: Page, nodeId: string, profile?: (profile: unknown) => void): Promise<DragCost> {
  const node = page.locator(`.react-flow__node[data-id="${nodeId}"]`);
  const box = await node.boundingBox();
  if (!box) throw new Error(`node ${nodeId} is not on the page`);
  const start = { x: box.x + box.width / 2, y: box.y + Math.min(box.height * 0.2, 14) };
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let index = 1; index <= 20; index++) await page.mouse.move(start.x + index, start.y + index);
  const moved = await node.boundingBox();
  if (!moved || Math.hypot(moved.x - box.x, moved.y - box.y) < 10)
    throw new Error('the node does not follow the mouse');
  await page.evaluate(`(${WATCH})(${JSON.stringify(nodeId)})`);
  if (profile) {
    await cdp.send('Profiler.enable');
    await cdp.send('Profiler.setSamplingInterval', { interval: 200 });
    await cdp.send('Profiler.start');
  }
  const before = await busy(cdp);
  await circle(cdp, start);
  const after = await busy(cdp);
  const times = await page.evaluate<number[]>('window.benchDrawn');
  if (profile) profile((await cdp.send('Profiler.stop')).profile);
  const visible = await visibleNodes(page);
  await page.mouse.up();
  await cdp.detach();
  const frames = times.slice(1).map((time, index) => time - (times[index] ?? time));
  const sorted = frames.sort((a, b) => a - b);
  const each = (seconds: number) => (seconds * 1000) / times.length;
  return {
    median: median(sorted),
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
    work: each(after.task - before.task),
    script: each(after.script - before.script),
    style: each(after.style - before.style),
    drawn: times.length,
    visible,
  };
}

/** Moves the pressed mouse at its own pace, whether the page keeps up or not. */
async function circle(cdp: CDPSession, start: { readonly x: number; readonly y: number }): Promise<void> {
  const began = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let seconds = 0; seconds < SECONDS; seconds = (performance.now() - began) / 1000) {
    const angle = 2 * Math.PI * TURNS_PER_SECOND * seconds;
    sent.push(
      cdp.send('Input.dispatchMouseEvent', {
        type: 'mouseMoved',
        x: start.x + RADIUS * Math.sin(angle),
        y: start.y + RADIUS * (1 - Math.cos(angle)),
        button: 'left',
        buttons: 1,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, TICK));
  }
  await Promise.all(sent);
}

/** In the page: the times at which a node was given another place. As text, since what the loader of this file adds to functions is not there. */
const WATCH = `(id) => {
  window.benchDrawn = [];
  const node = document.querySelector('.react-flow__node[data-id="' + id + '"]');
  let last = node.style.transform;
  new MutationObserver(() => {
    if (node.style.transform === last) return;
    last = node.style.transform;
    window.benchDrawn.push(performance.now());
  }).observe(node, { attributes: true, attributeFilter: ['style'] });
}`;

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
