import { bytesOfPiece, fallbackByte, textOfBytes, utf8 } from '../bytes';
import { unsupported } from '../error';
import type { ComponentJson } from '../json';
import { countOf, flagOf, partsOf, patternOf, textOf } from './settings';

/** One step from pieces back to text: a list of pieces to a list of pieces, which in the end are joined. */
export type Decoder = (pieces: readonly string[]) => readonly string[];

/** Compiles the `decoder` of a `tokenizer.json`; without one, pieces are joined by spaces. @throws TokenizerError for an unknown type */
export function compileDecoder(component: ComponentJson | null): Decoder {
  if (component === null) return (pieces) => [pieces.join(' ')];
  switch (component.type) {
    case 'Sequence': {
      const parts = partsOf(component, 'decoders').map(compileDecoder);
      return (pieces) => parts.reduce((result, part) => part(result), pieces);
    }
    case 'ByteLevel':
      return (pieces) => [textOfBytes(joinBytes(pieces.map((piece) => bytesOfPiece(piece) ?? utf8(piece))))];
    case 'ByteFallback':
      return decodeFallback;
    case 'Fuse':
      return (pieces) => [pieces.join('')];
    case 'Metaspace': {
      const mark = textOf(component, 'replacement', '▁');
      const scheme = textOf(
        component,
        'prepend_scheme',
        flagOf(component, 'add_prefix_space', true) ? 'always' : 'never',
      );
      return (pieces) =>
        pieces.map((piece, index) => {
          const spaced = piece.replaceAll(mark, ' ');
          return index === 0 && scheme !== 'never' && spaced.startsWith(' ') ? spaced.slice(1) : spaced;
        });
    }
    case 'WordPiece': {
      const [prefix, cleanUp] = [textOf(component, 'prefix', '##'), flagOf(component, 'cleanup', true)];
      return (pieces) =>
        pieces.map((piece, index) => {
          const joined =
            index > 0 && piece.startsWith(prefix) ? piece.slice(prefix.length) : index > 0 ? ` ${piece}` : piece;
          return cleanUp ? tidyEnglish(joined) : joined;
        });
    }
    case 'BPEDecoder': {
      const suffix = textOf(component, 'suffix', '</w>');
      return (pieces) => pieces.map((piece, index) => piece.replaceAll(suffix, index === pieces.length - 1 ? '' : ' '));
    }
    case 'Replace': {
      const [pattern, content] = [patternOf(component), textOf(component, 'content', '')];
      return (pieces) => pieces.map((piece) => piece.replace(pattern, () => content));
    }
    case 'Strip': {
      const content = textOf(component, 'content', ' ');
      const [start, stop] = [countOf(component, 'start', 0), countOf(component, 'stop', 0)];
      return (pieces) => pieces.map((piece) => strip(piece, content, start, stop));
    }
    default:
      throw unsupported('decoder', component.type);
  }
}

/** Byte arrays, one after another. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function decodeFallback(pieces: readonly string[]): readonly string[] {
  const decoded: string[] = [];
  let bytes: number[] = [];
  const flush = () => {
    if (bytes.length > 0) decoded.push(textOfBytes(Uint8Array.from(bytes)));
    bytes = [];
  };
  for (const piece of pieces) {
    const byte = fallbackByte(piece);
    if (byte >= 0) bytes.push(byte);
    else {
      flush();
      decoded.push(piece);
    }
  }
  flush();
  return decoded;
}

function strip(piece: string, content: string, start: number, stop: number): string {
  let [from, to] = [0, piece.length];
  while (from < start && piece[from] === content) from++;
  while (piece.length - to < stop && to > from && piece[to - 1] === content) to--;
  return piece.slice(from, to);
}

/** What BERT's decoder does to the spaces that its splitting put before English punctuation. */
function tidyEnglish(text: string): string {
  return text
    .replaceAll(' .', '.')
    .replaceAll(' ?', '?')
    .replaceAll(' !', '!')
    .replaceAll(' ,', ',')
    .replaceAll(" ' ", "'")
    .replaceAll(" n't", "n't")
    .replaceAll(" 'm", "'m")
    .replaceAll(' do not', " don't")
    .replaceAll(" 's", "'s")
    .replaceAll(" 've", "'ve")
    .replaceAll(" 're", "'re");
}
