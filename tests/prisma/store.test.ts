import { describe, expect, test } from 'vitest';
import { AUTOMATIC_VERSION } from '@/prisma/versions';
import { content, DAY, handClock, MINUTE, newDatabase, newStore } from './support';

describe('projects', () => {
  test('what was saved is what is read, with the next revision', async () => {
    const { projects } = await newStore();
    const { id, revision } = await projects.create(() => content('one'));
    expect(revision).toBe(1);
    expect(await projects.saveDocument({ id, revision, ...content('two', 'Renamed') })).toMatchObject({
      outcome: 'saved',
      revision: 2,
    });
    expect(await projects.get(id)).toMatchObject({ ...content('two', 'Renamed'), revision: 2 });
  });

  test('two tabs that save over the same revision both keep their work', async () => {
    const url = await newDatabase();
    const [first, second] = [await newStore(undefined, url), await newStore(undefined, url)];
    const { id } = await first.projects.create(() => content('start'));
    expect(await first.projects.saveDocument({ id, revision: 1, ...content('first tab') })).toMatchObject({
      outcome: 'saved',
    });
    const answer = await second.projects.saveDocument({ id, revision: 1, ...content('second tab') });
    expect(answer).toMatchObject({ outcome: 'conflict', current: { revision: 2, ...content('first tab') } });
    if (answer?.outcome !== 'conflict') throw new Error('expected a conflict');
    const [yours, theirs] = await Promise.all([
      second.versions.get(id, answer.kept.yours),
      second.versions.get(id, answer.kept.theirs),
    ]);
    expect(yours).toMatchObject({ document: content('second tab').document, name: 'From another tab', revision: 1 });
    expect(theirs?.document).toBe(content('first tab').document);
    expect((await first.projects.get(id))?.document).toBe(content('first tab').document);
    // Choosing one's own state is a save over the current revision; the other one stays among the versions.
    expect(await second.projects.saveDocument({ id, revision: 2, ...content('second tab') })).toMatchObject({
      outcome: 'saved',
      revision: 3,
    });
    expect((await second.versions.get(id, answer.kept.theirs))?.document).toBe(content('first tab').document);
  });

  test('of many saves over one revision at the same moment exactly one wins, and every other is kept', async () => {
    const url = await newDatabase();
    const stores = [await newStore(undefined, url), await newStore(undefined, url), await newStore(undefined, url)];
    const { id } = (await stores[0]?.projects.create(() => content('start'))) ?? { id: '' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, index) =>
        stores[index % 3]?.projects.saveDocument({ id, revision: 1, ...content(`tab ${index}`) }),
      ),
    );
    expect(answers.filter((answer) => answer?.outcome === 'saved')).toHaveLength(1);
    const current = await stores[0]?.projects.get(id);
    expect(current?.revision).toBe(2);
    const versions = (await stores[0]?.versions.list(id)) ?? [];
    const kept = await Promise.all(versions.map(({ number }) => stores[0]?.versions.get(id, number)));
    const texts = new Set([current?.document, ...kept.map((version) => version?.document)]);
    for (let index = 0; index < 12; index++) expect(texts).toContain(content(`tab ${index}`).document);
    expect(new Set(versions.map(({ number }) => number)).size).toBe(versions.length);
  });

  test('a save that is repeated because its answer got lost is no conflict', async () => {
    const { projects, versions } = await newStore();
    const { id } = await projects.create(() => content('one'));
    await projects.saveDocument({ id, revision: 1, ...content('two') });
    expect(await projects.saveDocument({ id, revision: 1, ...content('two') })).toMatchObject({
      outcome: 'saved',
      revision: 2,
    });
    expect(await versions.list(id)).toHaveLength(1);
  });

  test('a tab that keeps losing does not fill the list of versions with the same document', async () => {
    const { projects, versions } = await newStore();
    const { id } = await projects.create(() => content('start'));
    await projects.saveDocument({ id, revision: 1, ...content('winner') });
    for (let attempt = 0; attempt < 3; attempt++) await projects.saveDocument({ id, revision: 1, ...content('loser') });
    expect(await versions.list(id)).toHaveLength(3);
  });

  test('a deleted project is hidden, can be restored, and is gone for good after 30 days', async () => {
    const clock = handClock();
    const { projects, versions } = await newStore(clock.now);
    const { id } = await projects.create(() => content('one'));
    expect(await projects.softDelete(id)).toBe(true);
    expect(await projects.softDelete(id)).toBe(false);
    expect(await projects.get(id)).toBeNull();
    expect(await projects.list()).toEqual([]);
    expect((await projects.list({ deleted: true })).map((project) => project.id)).toEqual([id]);
    expect(await projects.restore(id)).toBe(true);
    expect((await projects.get(id))?.document).toBe(content('one').document);
    await projects.softDelete(id);
    clock.advance(29 * DAY);
    expect(await projects.purge()).toBe(0);
    clock.advance(2 * DAY);
    expect(await projects.purge()).toBe(1);
    expect(await projects.restore(id)).toBe(false);
    expect(await versions.list(id)).toEqual([]);
  });

  test('a tab that saves into a project deleted meanwhile keeps its work as a version', async () => {
    const { projects, versions } = await newStore();
    const { id } = await projects.create(() => content('one'));
    await projects.softDelete(id);
    expect(await projects.saveDocument({ id, revision: 1, ...content('unsaved work') })).toBeNull();
    await projects.restore(id);
    const [newest] = await versions.list(id);
    expect((await versions.get(id, newest?.number ?? 0))?.document).toBe(content('unsaved work').document);
  });

  test('the list is newest first, and search looks past case and accents', async () => {
    const clock = handClock();
    const { projects } = await newStore(clock.now);
    for (const name of ['Écriture automatique', 'Shakespeare', 'Tokens'] as const) {
      await projects.create(() => content('x', name));
      clock.advance(MINUTE);
    }
    const names = async (search?: string) =>
      (await projects.list(search === undefined ? {} : { search })).map(({ name }) => name);
    expect(await names()).toEqual(['Tokens', 'Shakespeare', 'Écriture automatique']);
    expect(await names('ecriture')).toEqual(['Écriture automatique']);
    expect(await names('SHAKE')).toEqual(['Shakespeare']);
    expect(await names('50%')).toEqual([]);
  });
});

describe('versions', () => {
  test('are made by themselves after so many saves, or so many minutes', async () => {
    const clock = handClock();
    const { projects, versions } = await newStore(clock.now);
    const { id } = await projects.create(() => content('0'));
    let revision = 1;
    const save = async (times: number) => {
      for (let count = 0; count < times; count++) {
        await projects.saveDocument({ id, revision, ...content(`${revision}`) });
        revision += 1;
      }
    };
    await save(AUTOMATIC_VERSION.saves - 1);
    expect(await versions.list(id)).toHaveLength(1);
    await save(1);
    expect(await versions.list(id)).toHaveLength(2);
    clock.advance(AUTOMATIC_VERSION.minutes * MINUTE);
    await save(1);
    expect((await versions.list(id)).map(({ number, automatic }) => [number, automatic])).toEqual([
      [3, true],
      [2, true],
      [1, true],
    ]);
  });

  test('only ever grow: nothing that is saved later changes an older one', async () => {
    const { projects, versions } = await newStore();
    const { id } = await projects.create(() => content('one'));
    const named = await versions.create(id, 'Before the change');
    const before = await versions.get(id, named?.number ?? 0);
    await projects.saveDocument({ id, revision: 1, ...content('two') });
    await versions.create(id, 'After the change');
    expect(await versions.get(id, named?.number ?? 0)).toEqual(before);
    expect((await versions.list(id)).map(({ name }) => name)).toEqual(['After the change', 'Before the change', null]);
    expect(Object.keys(versions).filter((key) => /delete|update|remove|rename/i.test(key))).toEqual([]);
  });
});

describe('runs', () => {
  test('events and metrics are appended, and an outcome ends the run', async () => {
    const clock = handClock();
    const { projects, runs } = await newStore(clock.now);
    const { id } = await projects.create(() => content('one'));
    const run = await runs.create(id, { backend: 'wasm', summary: '{}' });
    if (!run) throw new Error('expected a run');
    expect(run).toMatchObject({ number: 1, outcome: 'running', finishedAt: null });
    await runs.change(id, run.id, { events: [{ type: 'started' }], metrics: [{ step: 1, loss: 4 }] });
    clock.advance(MINUTE);
    await runs.change(id, run.id, {
      events: [{ type: 'finished' }],
      outcome: 'finished',
      summary: '{"steps":2}',
    });
    const read = await runs.get(id, run.id);
    expect(read).toMatchObject({ outcome: 'finished', finishedAt: clock.now(), summary: '{"steps":2}' });
    expect(JSON.parse(read?.events ?? '')).toEqual([{ type: 'started' }, { type: 'finished' }]);
    expect(JSON.parse(read?.metrics ?? '')).toEqual([{ step: 1, loss: 4 }]);
    expect(await runs.list(id)).toHaveLength(1);
    expect(await runs.delete(id, run.id)).toBe(true);
    expect(await runs.list(id)).toEqual([]);
  });

  test('appends at the same moment lose nothing', async () => {
    const url = await newDatabase();
    const [first, second] = [await newStore(undefined, url), await newStore(undefined, url)];
    const { id } = await first.projects.create(() => content('one'));
    const run = await first.runs.create(id, { backend: 'cpu', summary: '{}' });
    const runId = run?.id ?? '';
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? first : second).runs.change(id, runId, { events: [{ index }] }),
      ),
    );
    const events: { index: number }[] = JSON.parse((await first.runs.get(id, runId))?.events ?? '[]');
    expect(events.map(({ index }) => index).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('a run of another project is not found', async () => {
    const { projects, runs } = await newStore();
    const { id } = await projects.create(() => content('one'));
    const other = await projects.create(() => content('two'));
    const run = await runs.create(id, { backend: 'cpu', summary: '{}' });
    expect(await runs.get(other.id, run?.id ?? '')).toBeNull();
    expect(await runs.change(other.id, run?.id ?? '', { outcome: 'failed' })).toBeNull();
    expect(await runs.delete(other.id, run?.id ?? '')).toBe(false);
    expect(await runs.create('nowhere', { backend: 'cpu', summary: '{}' })).toBeNull();
  });
});
