import { unsupported } from '../error';
import type { ComponentJson } from '../json';
import { flagOf, partsOf, patternOf, textOf } from './settings';

/** Text as the vocabulary spells it. */
export type Normalizer = (text: string) => string;

/**
 * Compiles the `normalizer` of a `tokenizer.json`. What can only be followed closely, not exactly, is told to `note`.
 * @throws TokenizerError for a type that is not known
 */
export function compileNormalizer(component: ComponentJson | null, note: (text: string) => void): Normalizer {
  if (component === null) return (text) => text;
  switch (component.type) {
    case 'Sequence': {
      const parts = partsOf(component, 'normalizers').map((part) => compileNormalizer(part, note));
      return (text) => parts.reduce((result, part) => part(result), text);
    }
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD': {
      const form = component.type;
      return (text) => text.normalize(form);
    }
    case 'Lowercase':
      return (text) => text.toLowerCase();
    case 'StripAccents':
      return (text) => text.replace(/\p{M}/gu, '');
    case 'Strip': {
      const [left, right] = [flagOf(component, 'strip_left', true), flagOf(component, 'strip_right', true)];
      return (text) => {
        const from = left ? text.replace(/^\p{White_Space}+/u, '') : text;
        return right ? trimEnd(from) : from;
      };
    }
    case 'Prepend': {
      const before = textOf(component, 'prepend', '');
      return (text) => (text === '' ? '' : before + text);
    }
    case 'Replace': {
      const [pattern, content] = [patternOf(component), textOf(component, 'content', '')];
      return (text) => text.replace(pattern, () => content);
    }
    case 'BertNormalizer':
      return compileBert(component);
    case 'Precompiled':
      note(
        'Its compiled SentencePiece normalizer is followed by NFKC, as transformers.js does; rare signs may differ.',
      );
      return normalizeAsSentencePiece;
    case 'Nmt':
      return (text) => withoutNmtControls(text).replace(NMT_SPACES, ' ');
    default:
      throw unsupported('normalizer', component.type);
  }
}

/** Devlin et al. 2019, `BasicTokenizer` without its splitting. */
function compileBert(component: ComponentJson): Normalizer {
  const lowercase = flagOf(component, 'lowercase', true);
  const stripAccents = flagOf(component, 'strip_accents', lowercase);
  const clean = flagOf(component, 'clean_text', true);
  const spaceChinese = flagOf(component, 'handle_chinese_chars', true);
  return (given) => {
    let text = given;
    if (clean) text = text.replace(/(?![\t\n\r])[\uFFFD\p{Cc}\p{Cf}\p{Co}]/gu, '').replace(/\p{White_Space}/gu, ' ');
    if (spaceChinese) text = text.replace(CHINESE, ' $& ');
    if (stripAccents) text = text.normalize('NFD').replace(/\p{Mn}/gu, '');
    return lowercase ? text.toLowerCase() : text;
  };
}

const CHINESE =
  /[\u4E00-\u9FFF\u3400-\u4DBF\u{20000}-\u{2A6DF}\u{2A700}-\u{2B73F}\u{2B740}-\u{2B81F}\u{2B920}-\u{2CEAF}\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/gu;

/** The control characters that SentencePiece's nmt rules leave out, by code. */
const isNmtControl = (code: number) =>
  (code >= 1 && code <= 8) || code === 0x0b || (code >= 0x0e && code <= 0x1f) || [0x7f, 0x8f, 0x9f].includes(code);
const withoutNmtControls = (text: string) =>
  text.replace(/\p{Cc}/gu, (control) => (isNmtControl(control.charCodeAt(0)) ? '' : control));
const NMT_SPACES = /[\t\n\f\r\u00A0\u1680\u2000-\u200F\u2028\u2029\u202F\u205F\u2581\u3000\uFEFF\uFFFD]/gu;

/** SentencePiece's `nmt_nfkc`, close to it: NFKC, but for the full-width tilde, which it keeps. */
function normalizeAsSentencePiece(text: string): string {
  const spaced = withoutNmtControls(text).replace(NMT_SPACES, ' ');
  return spaced
    .split('\uFF5E')
    .map((part) => part.normalize('NFKC'))
    .join('\uFF5E');
}

/** A pattern anchored at the end would try every run of spaces in the text. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /\p{White_Space}/u.test(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}
