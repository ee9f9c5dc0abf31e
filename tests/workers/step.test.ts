import { expect, test } from 'vitest';
import { createStepRunner, type StepHooks, type StepRequest } from '@/workers/step';
import { playground } from './engine/playground';

const { catalogue, calls } = playground({
  talk: (_given, { log }) => {
    log('info', 'hello');
    return 'talked';
  },
});
const backends = {
  ready: async () => ({ name: 'none', threads: 1, label: 'nothing' }),
  list: async () => [],
  tensors: () => 0,
};
const hooks: StepHooks = {
  emit: () => undefined,
  loadCheckpoint: async () => null,
  saveCheckpoint: async () => {},
  asset: async () => null,
};
const request = (nodeId: string, does = ''): StepRequest => ({
  task: nodeId,
  runId: 'run',
  nodeId,
  type: 'test.step',
  key: nodeId,
  params: { label: nodeId, does },
  seed: 0,
  inputs: {},
});
const input = (bytes: Uint8Array | null) => ({ key: 'k', port: 'text', kind: 'text', bytes, conversion: null });

test('steps run one after another; a step whose engine does not hear it keeps no other from running', async () => {
  const runner = createStepRunner(catalogue, backends);
  const deaf = { ...hooks, emit: () => Promise.reject(new Error('the engine is gone')) };
  const lost = runner.run(request('a', 'talk'), deaf);
  const next = runner.run(request('b'), hooks);
  await expect(lost).rejects.toThrow('the engine is gone');
  expect(await next).toMatchObject({ ok: true, values: { text: { kind: 'text' } } });
  expect(calls).toEqual(['a', 'b']);
});

test('a result waits until what was told before has been heard', async () => {
  const runner = createStepRunner(catalogue, backends);
  const order: string[] = [];
  const slow = {
    ...hooks,
    emit: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('heard');
    },
  };
  await runner.run(request('a', 'talk'), slow);
  order.push('result');
  expect(order).toEqual(['heard', 'result']);
});

test('a value that is here is not needed again; one that is not is asked for', async () => {
  const runner = createStepRunner(catalogue, backends);
  const ask = (id: string, bytes: Uint8Array | null) =>
    runner.run({ ...request(id), inputs: { a: input(bytes) } }, hooks);
  expect(await ask('a', null)).toMatchObject({ ok: false, error: { code: 'step.missing-input' }, spoiled: false });
  expect(await ask('a', new TextEncoder().encode('given'))).toMatchObject({ ok: true });
  expect(await ask('b', null)).toMatchObject({ ok: true, views: { text: { text: 'b(given)' } } });
});

test('a step of a node that this version does not have is refused', async () => {
  const runner = createStepRunner(catalogue, backends);
  const refused = await runner.run({ ...request('a'), type: 'test.unknown' }, hooks);
  expect(refused).toMatchObject({ ok: false, error: { code: 'node.no-run' } });
});
