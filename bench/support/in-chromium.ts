import { launchChromium } from '../../scripts/launch-chromium';
import { serveWorkers } from './worker-page';

/**
 * Runs a file of bench/measured/ as a module worker of a cross-origin isolated page in Chromium, bundled as the workers of
 * the product are, and prints what it logs. Throws what it throws.
 */
export async function runInChromium(
  name: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<void> {
  const served = await serveWorkers(
    { [name]: `bench/measured/${name}.ts` },
    // No identifier is renamed: that breaks the threads of plain TF.js, which some measure beside ours.
    { minifyIdentifiers: false, define: { 'globalThis.benchArguments': JSON.stringify(args) } },
  );
  const browser = await launchChromium(flags);
  try {
    const page = await browser.newPage();
    page.on('worker', (worker) => worker.on('console', (message) => console.log(message.text())));
    await page.goto(served.url);
    const problem = await page.evaluate(
      (url) =>
        new Promise<string | null>((resolve) => {
          const worker = new Worker(url, { type: 'module' });
          worker.onmessage = ({ data }) => {
            if (data !== 'heap') return resolve(null);
            const measure = Reflect.get(performance, 'measureUserAgentSpecificMemory');
            if (typeof measure !== 'function') return resolve('this browser does not measure memory');
            measure.call(performance).then(
              ({ breakdown }: { breakdown: { bytes: number; types: string[] }[] }) =>
                worker.postMessage(
                  breakdown
                    .filter(({ types }) => types.includes('JavaScript'))
                    .reduce((sum, { bytes }) => sum + bytes, 0),
                ),
              (error: unknown) => resolve(String(error)),
            );
          };
          worker.onerror = (event) => resolve(event.message);
        }),
      `/${name}.js`,
    );
    if (problem) throw new Error(problem);
  } finally {
    await browser.close();
    served.close();
  }
}
