'use client';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { FIRST, GROUPS } from '@/app/templates/groups';
import { Button } from '@/app/ui/Button';
import { type Findable, findTemplates } from './find-templates';
import home from './home.module.css';
import { SearchBox } from './SearchBox';
import { Section } from './Section';
import { Filters, NothingFound } from './TemplateFilters';
import styles from './Templates.module.css';

export interface TemplateCard extends Findable {
  /** What stands on the card above and below the name, made on the server. */
  readonly picture: ReactNode;
  readonly details: ReactNode;
}

interface TemplatesProps {
  /** Group by group. */
  readonly templates: readonly TemplateCard[];
  readonly busy: boolean;
  readonly onChoose: (id: string) => void;
  readonly onEmptyGraph: () => void;
  readonly searchRef: Ref<HTMLInputElement>;
  /** Whether `/` leads to this search. */
  readonly slash: boolean;
}

/** So many of each group are shown at first. */
const SHOWN = 3;

/** Templates to begin with: some for the first minute and a few of each group, all of one group, or what a search finds. */
export function Templates({ templates, busy, onChoose, onEmptyGraph, searchRef, slash }: TemplatesProps) {
  const [group, setGroup] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const filters = useRef<HTMLFieldSetElement>(null);
  const found = findTemplates(templates, search, group);
  /** By another way than the filters: the keyboard goes on where the same can be undone, as what was pressed is gone. */
  const show = (id: string | null) => {
    setGroup(id);
    filters.current?.querySelector<HTMLInputElement>(`input[value="${id ?? ''}"]`)?.focus();
  };
  const cards = (some: readonly TemplateCard[], look = '') => (
    <ul className={`${home.grid} ${look}`}>
      {some.map(({ id, name, picture, details }) => (
        <li key={id} className={home.card}>
          {picture}
          <button type="button" className={`${home.name} ${home.whole}`} disabled={busy} onClick={() => onChoose(id)}>
            {name}
          </button>
          {details}
        </li>
      ))}
    </ul>
  );
  const row = (title: string, some: readonly TemplateCard[], all?: ReactNode) =>
    some.length > 0 && (
      <div key={title} className={styles.row}>
        <header>
          <h3>{title}</h3>
          {all}
        </header>
        {cards(some, styles.line)}
      </div>
    );
  const overview = () => (
    <>
      {row(
        'For your first minute',
        FIRST.flatMap((id) => templates.find((one) => one.id === id) ?? []),
      )}
      {GROUPS.map(({ id, title }) => {
        const own = templates.filter((one) => one.group === id);
        // Those above are not shown twice, but where nothing else is there.
        const others = own.filter((one) => !FIRST.includes(one.id));
        const all = own.length > Math.min(SHOWN, others.length) && (
          <Button look="plain" small aria-label={`All ${own.length} of ${title}`} onClick={() => show(id)}>
            All {own.length}
          </Button>
        );
        return row(title, others.slice(0, SHOWN), all);
      })}
      {row(
        'Others',
        templates.filter((one) => one.group === null),
      )}
    </>
  );
  const isOverview = group === null && search.trim() === '';
  return (
    <Section
      title="Start with a template"
      extra={<SearchBox ref={searchRef} label="Search templates" value={search} onChange={setSearch} slash={slash} />}
    >
      <Filters ref={filters} templates={templates} chosen={group} onChoose={setGroup} />
      <p className="visually-hidden" role="status">
        {!isOverview && `${found.length} of ${templates.length} templates`}
      </p>
      {isOverview ? overview() : found.length > 0 && cards(found)}
      {found.length === 0 && (
        <NothingFound
          search={search.trim()}
          group={GROUPS.find(({ id }) => id === group)?.title ?? null}
          elsewhere={findTemplates(templates, search, null).length}
          onEverywhere={() => show(null)}
          onClear={() => setSearch('')}
          onEmptyGraph={onEmptyGraph}
        />
      )}
    </Section>
  );
}
