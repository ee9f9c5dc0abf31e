'use client';
import { type DragEvent, type ReactNode, useState } from 'react';
import styles from './home.module.css';

/** Takes a file that is dropped anywhere on the page, and says so while it hovers. */
export function DropZone({
  onFile,
  children,
}: {
  readonly onFile: (file: File) => void;
  readonly children: ReactNode;
}) {
  const [hovering, setHovering] = useState(false);
  const hasFile = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button does the same
    <div
      className={styles.zone}
      onDragOver={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setHovering(true);
      }}
      onDragLeave={(event) => {
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setHovering(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setHovering(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      {children}
      {hovering && <div className={styles.drop}>Drop the graph file to open it</div>}
    </div>
  );
}
