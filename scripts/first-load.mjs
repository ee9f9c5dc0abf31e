// First-load JavaScript of a page, as the served HTML names it, gzipped.
import { gzipSync } from 'node:zlib';

/** Kilobytes (1,000 bytes) of gzipped script that the HTML of a page loads, and whether TensorFlow.js is in it. */
export async function firstLoad(address) {
  const html = await (await fetch(address)).text();
  const sources = new Set(
    [...html.matchAll(/(?:src|href)="(\/_next\/[^"]+?\.js[^"]*)"/g)].map((match) => match[1].replaceAll('&amp;', '&')),
  );
  let bytes = 0;
  let tensorflow = false;
  for (const source of sources) {
    // `nomodule` scripts are for browsers too old for Genloom.
    if (new RegExp(`<script[^>]*src="${source.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"[^>]*noModule`, 'i').test(html))
      continue;
    const body = Buffer.from(await (await fetch(new URL(source, address))).arrayBuffer());
    bytes += gzipSync(body, { level: 9 }).length;
    tensorflow ||= body.includes('BatchMatMul') || body.includes('UnsortedSegmentSum');
  }
  return { kilobytes: bytes / 1000, scripts: sources.size, tensorflow };
}
