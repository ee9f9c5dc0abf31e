import { countFlops, countParameters, type Facts, formatShape } from '@/graph';

/** What a block knows while it is wired: `[B, T, 128] · 824,576 parameters · 1.6 MFLOP a token`. */
export function networkLine(facts: Readonly<Record<string, Facts>> | undefined): string | null {
  const network = facts?.network?.network;
  if (!network) return null;
  const { known, perSymbol } = countParameters(network.operations);
  const open = Object.entries(perSymbol).map(([symbol, count]) => `${count.toLocaleString('en')}·${plain(symbol)}`);
  const parameters = [...(known > 0 || open.length === 0 ? [known.toLocaleString('en')] : []), ...open].join(' + ');
  const shape = formatShape(network.shape.map((dim) => (typeof dim === 'string' ? plain(dim) : dim)));
  return `${shape} · ${parameters} parameters · ${flops(countFlops(network.operations))} a token`;
}

/** `V:characters` → `V`: which node the symbol came from matters to the checker only. */
const plain = (symbol: string) => symbol.split(':')[0] ?? symbol;

function flops(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(1)} GFLOP`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} MFLOP`;
  return `${(count / 1e3).toFixed(0)} kFLOP`;
}
