'use client';
import { Copy, Pencil, Search, Trash2, Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { ApiProblem, api, type ProjectSummary, type Rectangle } from '@/app/client/api';
import { Button, IconButton } from '@/app/ui/Button';
import type { GraphDocument } from '@/graph';
import { GraphPicture } from './GraphPicture';
import styles from './home.module.css';

export interface TemplateCard {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly picture: readonly Rectangle[];
}
interface ProjectsProps {
  readonly projects: readonly ProjectSummary[];
  readonly templates: readonly TemplateCard[];
}

/** Templates to begin with, and the projects that are there. */
export function Projects({ projects: initial, templates }: ProjectsProps) {
  const router = useRouter();
  const [projects, setProjects] = useState(initial);
  const [search, setSearch] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<ProjectSummary | null>(null);
  const [busy, setBusy] = useState(false);
  const picker = useRef<HTMLInputElement>(null);

  const attempt = async (act: () => Promise<void>) => {
    setProblem(null);
    setBusy(true);
    try {
      await act();
    } catch (error) {
      setProblem(
        error instanceof ApiProblem
          ? `${error.title.replace(/\.$/, '')}: ${error.detail}`
          : String(error instanceof Error ? error.message : error),
      );
    } finally {
      setBusy(false);
    }
  };
  const open = (id: string) => router.push(`/projects/${id}`);
  const create = (content: {
    readonly name?: string;
    readonly document?: unknown;
    readonly thumbnail?: readonly Rectangle[];
  }) => attempt(async () => open((await api.projects.create(content)).id));
  const begin = (template: TemplateCard) =>
    attempt(async () => {
      const { document } = await (await fetch(`/api/templates/${template.id}`)).json();
      open((await api.projects.create({ document, thumbnail: template.picture })).id);
    });
  const importFile = (file: File | undefined) =>
    file &&
    attempt(async () => {
      open((await api.projects.create({ document: await readGraph(file) })).id);
    });
  const remove = (project: ProjectSummary) =>
    attempt(async () => {
      await api.projects.delete(project.id);
      setProjects((before) => before.filter((one) => one.id !== project.id));
      setDeleted(project);
    });
  const restore = (project: ProjectSummary) =>
    attempt(async () => {
      await api.projects.restore(project.id);
      setProjects((before) => [project, ...before]);
      setDeleted(null);
    });
  const found = projects.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(search.trim().toLowerCase()),
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file anywhere is a shortcut; the button does the same
    <div
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void importFile(event.dataTransfer.files[0]);
      }}
    >
      <div className={styles.actions}>
        <Button look="primary" disabled={busy} onClick={() => create({ name: 'Untitled graph' })}>
          New graph
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          aria-label="Graph file to import"
          onChange={(event) => importFile(event.target.files?.[0])}
        />
        <Button disabled={busy} onClick={() => picker.current?.click()}>
          <Upload size={14} aria-hidden /> Import
        </Button>
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <Section title="Start with a template">
        <ul className={styles.grid}>
          {templates.map((template) => (
            <li key={template.id}>
              <button type="button" className={styles.card} disabled={busy} onClick={() => begin(template)}>
                <GraphPicture nodes={template.picture} />
                <span className={styles.name}>{template.name}</span>
                <span className={styles.soft}>{template.description}</span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      <Section
        title="Your projects"
        extra={
          projects.length > 3 && (
            <label className={styles.search}>
              <Search size={14} aria-hidden />
              <input
                value={search}
                placeholder="Search"
                aria-label="Search projects"
                onChange={(event) => setSearch(event.target.value)}
              />
            </label>
          )
        }
      >
        {projects.length === 0 && (
          <p className={styles.soft}>
            Nothing yet. A template shows the whole way in a minute; or start with an empty graph.
          </p>
        )}
        {projects.length > 0 && found.length === 0 && <p className={styles.soft}>No project is called that.</p>}
        <ul className={styles.grid}>
          {found.map((project) => (
            <ProjectCard
              key={project.id}
              project={project}
              onOpen={() => open(project.id)}
              onRemove={() => remove(project)}
              onDuplicate={() =>
                attempt(async () => open((await api.projects.duplicate(project.id, `${project.name} (copy)`)).id))
              }
            />
          ))}
        </ul>
      </Section>
      {deleted && (
        <div className={styles.undo} role="status">
          <span>“{deleted.name}” was deleted.</span>
          <Button small onClick={() => restore(deleted)}>
            Undo
          </Button>
        </div>
      )}
    </div>
  );
}

/** The graph of a file. What reads it is loaded with the first file, not with the page. */
async function readGraph(file: File): Promise<GraphDocument> {
  const { describeError, parseDocumentText } = await import('@/graph');
  try {
    return parseDocumentText(await file.text());
  } catch (error) {
    const { title, detail, fix } = describeError(error);
    throw new Error([`“${file.name}” cannot be opened.`, title, detail, fix].filter(Boolean).join(' '));
  }
}

function Section({
  title,
  extra,
  children,
}: {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}

interface ProjectCardProps {
  readonly project: ProjectSummary;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
  readonly onDuplicate: () => void;
}

function ProjectCard({ project, onOpen, onRemove, onDuplicate }: ProjectCardProps) {
  const [name, setName] = useState(project.name);
  const [renaming, setRenaming] = useState(false);
  const rename = async (after: string) => {
    setRenaming(false);
    if (!after.trim() || after === name) return;
    setName((await api.projects.rename(project.id, after.trim())).name);
  };
  return (
    <li className={styles.project}>
      <button type="button" className={styles.card} onClick={onOpen} aria-label={`Open ${name}`}>
        <GraphPicture nodes={project.thumbnail} />
        {!renaming && <span className={styles.name}>{name}</span>}
        <span className={styles.soft}>
          changed <time dateTime={project.updatedAt}>{ago(project.updatedAt)}</time>
        </span>
      </button>
      {renaming && (
        <input
          className={styles.rename}
          defaultValue={name}
          aria-label="New name"
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to rename
          autoFocus
          onBlur={(event) => void rename(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      )}
      <div className={styles.tools}>
        <IconButton small look="outlined" label={`Rename ${name}`} onClick={() => setRenaming(true)}>
          <Pencil size={13} />
        </IconButton>
        <IconButton small look="outlined" label={`Duplicate ${name}`} onClick={onDuplicate}>
          <Copy size={13} />
        </IconButton>
        <IconButton small look="outlined" label={`Delete ${name}`} onClick={onRemove}>
          <Trash2 size={13} />
        </IconButton>
      </div>
    </li>
  );
}

/** `just now`, `5 minutes ago`, `yesterday`. */
function ago(moment: string): string {
  const seconds = (Date.now() - Date.parse(moment)) / 1000;
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (seconds < 60) return 'just now';
  if (seconds < 3_600) return words.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 86_400) return words.format(-Math.round(seconds / 3_600), 'hour');
  return words.format(-Math.round(seconds / 86_400), 'day');
}
