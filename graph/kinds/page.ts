import type { Kind } from './kind';

/** What a page is made of, one under the other; texts are plain, and whoever draws or writes them escapes them. */
export type PageBlock =
  | { readonly block: 'heading'; readonly text: string }
  | { readonly block: 'text'; readonly text: string; readonly soft?: true }
  | { readonly block: 'list'; readonly items: readonly string[] }
  /** Names and what they stand for. */
  | { readonly block: 'facts'; readonly items: readonly (readonly [name: string, value: string])[] }
  | PageTable
  /** Differences with their intervals, each drawn on a scale of its own around nothing. */
  | { readonly block: 'differences'; readonly columns: readonly string[]; readonly rows: readonly PageDifference[] };

export interface PageTable {
  readonly block: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface PageDifference {
  readonly cells: readonly string[];
  readonly low: number;
  readonly value: number;
  readonly high: number;
  readonly verdict: 'better' | 'worse' | 'noise';
}

/** A page to read, to print and to hand on: a report, a model card. */
export interface Page {
  readonly title: string;
  readonly summary?: string;
  readonly blocks: readonly PageBlock[];
}

export const page: Kind<Page> = {
  name: 'page',
  of: [],
  title: 'Page',
  phrase: 'a page',
  family: 'value',
  savedAs: { html: 'Save as a web page', markdown: 'Save as Markdown' },
};
