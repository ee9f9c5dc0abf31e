import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** Flags that let Chromium start as root without calling home, and run WebGL and WebGPU on its software adapters. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  // The page itself is drawn without them: the software adapters take a third of the time of a test for it.
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
] as const;

/** Chromium as tests and measurements start it, headless; `CHROME_PATH` names another program than Debian's. */
export const launchChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: program(), args: [...FLAGS, ...flags] });

/** The same with a profile in a folder: programs that it has compiled once are kept there, and need not be compiled again. */
export const launchChromiumIn = (profile: string, baseURL: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(profile, { executablePath: program(), args: [...FLAGS], baseURL });

const program = (): string => process.env.CHROME_PATH ?? '/usr/bin/chromium';
