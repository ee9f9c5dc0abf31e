import type { Project, ProjectSummary, Run, RunSummary, Version } from '@/prisma/store';
import { readDocument } from './documents';

/** What the store keeps as JSON text leaves the server as JSON. */

export function projectSummaryAnswer(project: ProjectSummary) {
  const { id, name, description, revision, thumbnail, createdAt, updatedAt, deletedAt } = project;
  return { id, name, description, revision, thumbnail: parsed(thumbnail), createdAt, updatedAt, deletedAt };
}

export function projectAnswer(project: Project) {
  return { ...projectSummaryAnswer(project), document: readDocument(parsed(project.document)) };
}

/** A version may be older than the present shape of documents: reading it brings it forward. */
export function versionAnswer(version: Version) {
  return { ...version, document: readDocument(parsed(version.document)) };
}

export function runSummaryAnswer(run: RunSummary) {
  const { id, number, startedAt, finishedAt, outcome, backend, summary } = run;
  return { id, number, startedAt, finishedAt, outcome, backend, summary: parsed(summary) };
}

export function runAnswer(run: Run) {
  return { ...runSummaryAnswer(run), metrics: parsed(run.metrics), events: parsed(run.events) };
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}
