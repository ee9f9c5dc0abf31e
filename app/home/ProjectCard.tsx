'use client';
import { Copy, Download, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRef, useState } from 'react';
import type { ProjectSummary } from '@/app/client/api';
import { GraphPicture } from '@/app/thumbnail/GraphPicture';
import { IconButton } from '@/app/ui/Button';
import { ago } from './ago';
import styles from './home.module.css';

interface ProjectCardProps {
  readonly project: ProjectSummary;
  readonly onRename: (name: string) => void;
  readonly onDuplicate: () => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

/** A project: its picture and name lead into it, and what can be done with it from outside. */
export function ProjectCard({ project, onRename, onDuplicate, onExport, onDelete }: ProjectCardProps) {
  const { id, name, thumbnail, updatedAt } = project;
  const [renaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const leave = (after: string | null) => {
    setRenaming(false);
    if (after?.trim() && after.trim() !== name) onRename(after.trim());
    requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <li className={styles.project}>
      <div className={styles.card}>
        <GraphPicture nodes={thumbnail} />
        <Link href={`/projects/${id}`} prefetch={false} className={`${styles.name} ${styles.whole}`} title={name}>
          {name}
        </Link>
        <p className={styles.soft}>
          {thumbnail.length === 1 ? '1 node' : `${thumbnail.length || 'no'} nodes`} · changed{' '}
          <time dateTime={updatedAt} suppressHydrationWarning>
            {ago(updatedAt)}
          </time>
        </p>
      </div>
      {renaming && (
        <input
          className={styles.rename}
          defaultValue={name}
          aria-label={`New name of ${name}`}
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to rename
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => renaming && leave(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') leave(event.currentTarget.value);
            if (event.key === 'Escape') leave(null);
          }}
        />
      )}
      <div className={styles.tools}>
        <IconButton small look="outlined" ref={pencil} label={`Rename ${name}`} onClick={() => setRenaming(true)}>
          <Pencil size={13} />
        </IconButton>
        <IconButton small look="outlined" label={`Duplicate ${name}`} onClick={onDuplicate}>
          <Copy size={13} />
        </IconButton>
        <IconButton small look="outlined" label={`Export ${name} as a file`} onClick={onExport}>
          <Download size={13} />
        </IconButton>
        <IconButton small look="outlined" label={`Delete ${name}`} onClick={onDelete}>
          <Trash2 size={13} />
        </IconButton>
      </div>
    </li>
  );
}
