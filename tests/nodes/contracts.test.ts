import { describe, expect, test } from 'vitest';
import { defaultParams, fieldsOf, loadExplanation, parseParams, portOf } from '@/graph';
import { catalogue } from '@/nodes';

const contracts = [...catalogue.values()];
const name = (contract: (typeof contracts)[number]) => contract.type;

describe.each(contracts.map((contract) => [name(contract), contract] as const))('%s', (_type, contract) => {
  test('says what it is in words for everybody', async () => {
    expect(contract.title.length).toBeGreaterThan(2);
    expect(contract.summary).toMatch(/^[A-Z].{20,}\.$/);
    const explanation = await loadExplanation(contract);
    expect(explanation?.more?.length ?? 0).toBeGreaterThan(60);
    expect(explanation?.lookAt?.length ?? 0).toBeGreaterThan(20);
    expect(contract.keywords?.length ?? 0).toBeGreaterThan(2);
  });

  test('has a default within its bounds for every parameter', () => {
    const defaults = defaultParams(contract);
    expect(Object.keys(defaults)).toEqual(Object.keys(contract.params.shape));
    expect(parseParams(contract, defaults).ok).toBe(true);
  });

  test('explains its parameters and ports where the editor does not load it first, and none that it has not', async () => {
    const { params = {}, inputs = {}, outputs = {} } = (await loadExplanation(contract)) ?? {};
    expect(Object.keys(contract.params.shape)).toEqual(expect.arrayContaining(Object.keys(params)));
    expect(Object.keys(contract.inputs)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    expect(Object.keys(contract.outputs)).toEqual(expect.arrayContaining(Object.keys(outputs)));
    for (const help of [params, inputs, outputs].flatMap(Object.values)) expect(help).toMatch(/^.{8,}[.!?]$/s);
    const ports = [...Object.values(contract.inputs), ...Object.values(contract.outputs)];
    for (const declared of [...fieldsOf(contract), ...ports]) expect(declared).not.toHaveProperty('help');
  });

  test('has a form whose every field the inspector can draw, with help or a label that needs none', () => {
    for (const field of fieldsOf(contract)) {
      expect(field.type, field.name).not.toBe('other');
      expect(field.label.length, field.name).toBeGreaterThan(1);
      if (field.type === 'integer' || field.type === 'number') {
        expect(field.min, field.name).toBeDefined();
        expect(field.max, field.name).toBeDefined();
      }
      if (field.type === 'string') expect(field.maxLength, field.name).toBeDefined();
      if (field.when) expect(Object.keys(contract.params.shape)).toContain(field.when.param);
      for (const shown of field.when?.is ?? []) {
        const other = fieldsOf(contract).find((one) => one.name === field.when?.param);
        if (other?.options) expect(other.options.map(({ value }) => value)).toContain(shown);
      }
    }
  });

  test('either extends a network or has a run, which its module exports', async () => {
    // A subgraph and its ports are neither: they are gone before anything is planned.
    if (contract.type.startsWith('graph.')) return expect(contract.run ?? contract.extend).toBeUndefined();
    if (!contract.run) {
      expect(contract.extend).toBeDefined();
      expect(contract.vertical).toBeDefined();
      return;
    }
    const module = await contract.run();
    expect(Object.entries(module).find(([exported]) => exported === 'run')?.[1]).toBeTypeOf('function');
  });

  test('names its ports by kinds', () => {
    for (const declared of [...Object.values(contract.inputs), ...Object.values(contract.outputs)]) {
      expect(portOf(declared).kind.title.length).toBeGreaterThan(0);
      expect(portOf(declared).kind.phrase).toMatch(/^[a-z][a-z ]+$/);
    }
  });

  test('continues, if at all, along one of its own parameters', () => {
    if (contract.continues) expect(Object.keys(contract.params.shape)).toContain(contract.continues);
  });
});

test('the catalogue has every node of the pipeline', () => {
  expect(contracts.map(name)).toHaveLength(251);
});
