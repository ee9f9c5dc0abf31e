'use client';
import { ChevronRight, Plus, Upload, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { api, type ProjectSummary } from '@/app/client/api';
import { exportDocument } from '@/app/share/export-document';
import { readGraphFile } from '@/app/share/read-graph-file';
import { Button, IconButton } from '@/app/ui/Button';
import { sentenceOf } from '@/graph/errors';
import { ago } from './ago';
import { DropZone } from './DropZone';
import { folded } from './folded';
import styles from './home.module.css';
import { Particulars } from './Particulars';
import { ProjectCard } from './ProjectCard';
import { SearchBox } from './SearchBox';
import { Section } from './Section';
import { type TemplateCard, Templates } from './Templates';
import { useProjects } from './useProjects';

interface ProjectsProps {
  readonly projects: readonly ProjectSummary[];
  readonly deleted: readonly ProjectSummary[];
  readonly templates: readonly TemplateCard[];
}

/** The projects that are there, and templates to begin with; the templates first as long as there is no project. */
export function Projects({ projects: initial, deleted: initiallyDeleted, templates }: ProjectsProps) {
  const router = useRouter();
  const list = useProjects(initial, initiallyDeleted);
  const { projects, deleted, problem, busy, attempt } = list;
  const [search, setSearch] = useState('');
  const [justDeleted, setJustDeleted] = useState<ProjectSummary | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);

  const create = (content: Parameters<typeof api.projects.create>[0]) =>
    attempt(async () => router.push(`/projects/${(await api.projects.create(content)).id}`));
  const importFile = (file: File | undefined) =>
    file &&
    attempt(async () => {
      const document = await readGraphFile(file);
      // Loaded with the first file, as what reads it is.
      const { importedName } = await import('@/app/share/imported-name');
      const name = importedName(
        document.name,
        projects.map((project) => project.name),
      );
      const { id } = await api.projects.create({ document, name });
      router.push(`/projects/${id}`);
    });
  const remove = async (project: ProjectSummary) => {
    await list.remove(project.id);
    setJustDeleted(project);
  };
  const restore = async (project: ProjectSummary) => {
    setJustDeleted(null);
    await list.restore(project.id);
  };
  useHomeKeys({ find: () => searchBox.current?.focus(), undo: () => justDeleted && void restore(justDeleted) });

  const found = projects.filter(({ name, description }) =>
    folded(`${name} ${description}`).includes(folded(search.trim())),
  );
  const createEmpty = () => void create({ name: 'Untitled graph' });
  const beginnings = (
    <Templates
      templates={templates}
      busy={busy}
      onChoose={(id) => void create({ template: id })}
      onEmptyGraph={createEmpty}
      searchRef={projects.length > 0 ? null : searchBox}
      slash={projects.length === 0}
    />
  );
  const yours = (
    <Section
      title="Your projects"
      extra={
        projects.length > 0 && (
          <SearchBox ref={searchBox} label="Search projects" value={search} onChange={setSearch} slash />
        )
      }
    >
      <p className="visually-hidden" role="status">
        {search && `${found.length} of ${projects.length} projects`}
      </p>
      {projects.length === 0 && (
        <p className={styles.nothing}>
          Nothing here yet. A template shows the whole way, from a text to a model that writes; or start with an empty
          graph.
        </p>
      )}
      {projects.length > 0 && found.length === 0 && (
        <div className={styles.nothing}>
          <p>No project has “{search.trim()}” in its name or description.</p>
          <Button small onClick={() => setSearch('')}>
            Show all {projects.length}
          </Button>
        </div>
      )}
      <ul className={styles.grid}>
        {found.map((project) => (
          <ProjectCard
            key={project.id}
            project={project}
            onRename={(name) => void list.rename(project.id, name)}
            onDuplicate={() => void list.duplicate(project.id)}
            onExport={() => void attempt(async () => exportDocument((await api.projects.get(project.id)).document))}
            onDelete={() => void remove(project)}
          />
        ))}
      </ul>
    </Section>
  );
  return (
    <DropZone onFile={(file) => void importFile(file)}>
      <div className={styles.actions}>
        <Button look="primary" disabled={busy} onClick={createEmpty}>
          <Plus size={14} aria-hidden /> New graph
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".json,application/json"
          className="visually-hidden"
          tabIndex={-1}
          aria-label="Graph file to import"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file can be chosen again, after it has been mended.
            event.target.value = '';
            void importFile(file);
          }}
        />
        <Button disabled={busy} onClick={() => picker.current?.click()}>
          <Upload size={14} aria-hidden /> Import
        </Button>
        <span className={styles.hint}>or drop a graph file anywhere</span>
      </div>
      {problem && (
        <div className={styles.problem} role="alert">
          <div>
            <p>{sentenceOf(problem)}</p>
            <Particulars of={problem} />
          </div>
          <IconButton small label="Close this message" onClick={list.dismissProblem}>
            <X size={14} />
          </IconButton>
        </div>
      )}
      {projects.length > 0 && yours}
      {beginnings}
      {projects.length === 0 && yours}
      {deleted.length > 0 && (
        <details className={styles.deleted}>
          <summary>
            <ChevronRight size={14} aria-hidden /> Recently deleted ({deleted.length})
          </summary>
          <p className={styles.soft}>Kept for 30 days.</p>
          <ul>
            {deleted.map((project) => (
              <li key={project.id}>
                <span className={styles.deletedName}>{project.name}</span>
                <span className={styles.soft} suppressHydrationWarning>
                  deleted {ago(project.deletedAt ?? project.updatedAt)}
                </span>
                <Button small aria-label={`Bring back ${project.name}`} onClick={() => void restore(project)}>
                  Bring back
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
      {justDeleted && deleted.some(({ id }) => id === justDeleted.id) && (
        <div className={styles.undo} role="status">
          <span>“{justDeleted.name}” was deleted.</span>
          <Button small autoFocus onClick={() => void restore(justDeleted)}>
            Undo
          </Button>
          <IconButton small label="Close" onClick={() => setJustDeleted(null)}>
            <X size={14} />
          </IconButton>
        </div>
      )}
    </DropZone>
  );
}

/** `/` goes to the search of projects, or of templates where there are none; and the key that undoes everywhere undoes here too. */
function useHomeKeys(keys: { readonly find: () => void; readonly undo: () => void }) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      const find = event.key === '/';
      const undo = event.key === 'z' && (event.metaKey || event.ctrlKey) && !event.shiftKey;
      if (!find && !undo) return;
      event.preventDefault();
      if (find) latest.current.find();
      else latest.current.undo();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
