import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import * as fileRoute from '@/app/api/hub/[owner]/[name]/[commit]/[file]/route';
import * as findRoute from '@/app/api/hub/[owner]/[name]/route';
import { chooseFiles, isModelFile } from '@/app/server/hub/choose-files';
import { chooseOnnxFiles, isOnnxFile } from '@/app/server/hub/choose-onnx-files';
import { hubHosts } from '@/app/server/hub/hosts';
import { lookUp } from '@/app/server/hub/look-up';
import { streamFile } from '@/app/server/hub/stream-file';
import { publishedFiles } from '../../nodes/foundation/published';
import { COMMIT, type ImitatedHub, imitateHub, sha256Of } from './imitated-hub';
import { call } from './support';

let hub: ImitatedHub;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  const given = await publishedFiles('gpt2');
  files = Object.fromEntries(
    await Promise.all(
      given.map(async ({ name, size, read }) => [name.split('/').at(-1) ?? '', await read(0, size)] as const),
    ),
  );
  hub = await imitateHub(files);
});
afterAll(() => hub.close());
afterEach(() => {
  vi.unstubAllEnvs();
});

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'fetched',
    (problem) => problem.details?.code ?? String(problem),
  );
const ofThisMachine = () => ({ hosts: hubHosts(hub.origin) });
const weights = { repository: 'tiny/model', commit: COMMIT, name: 'model.safetensors' };

describe('hosts', () => {
  const refusalOf = (url: string, setting?: string) => {
    try {
      hubHosts(setting).check(new URL(url));
      return null;
    } catch (problem) {
      return Reflect.get(Object(problem), 'details').code;
    }
  };

  test('are the hub and where it keeps large files, over https alone', () => {
    for (const url of [
      'https://huggingface.co/a/b',
      'https://cdn-lfs.huggingface.co/x',
      'https://cas-bridge.xethub.hf.co/x',
    ])
      expect.soft(refusalOf(url), url).toBeNull();
    for (const url of [
      'https://example.org/',
      'https://huggingface.co.example.org/',
      'https://eviltwin-huggingface.co/',
      'https://hf.co.example/',
      'https://huggingface.co:8443/',
      'https://user:word@huggingface.co/',
      'https://127.0.0.1/',
    ])
      expect.soft(refusalOf(url), url).toBe('hub-host');
    expect(refusalOf('http://huggingface.co/')).toBe('hub-not-https');
    expect(refusalOf('http://127.0.0.1:4000/')).toBe('hub-not-https');
  });

  test('can be others; http only for an origin of this machine that is named', () => {
    expect(hubHosts('models.example, *.cdn.example').origin).toBe('https://models.example');
    expect(refusalOf('https://a.cdn.example/', 'models.example, *.cdn.example')).toBeNull();
    expect(refusalOf('https://huggingface.co/', 'models.example')).toBe('hub-host');
    expect(refusalOf('http://127.0.0.1:4000/', 'http://127.0.0.1:4000')).toBeNull();
    expect(refusalOf('http://127.0.0.1:4001/', 'http://127.0.0.1:4000')).toBe('hub-not-https');
    for (const setting of ['http://models.example', 'http://10.0.0.1:80', 'ftp://a', '*.hf.co', 'a/b', ','])
      expect.soft(() => hubHosts(setting), setting).toThrow(/GENLOOM_HUB_HOSTS/);
  });

  test('are reached at public addresses alone, and those of this machine at its own', () => {
    const hosts = hubHosts('huggingface.co, http://localhost:4000');
    const [outside, own] = [new URL('https://huggingface.co/'), new URL('http://localhost:4000/')];
    for (const address of [
      '127.0.0.1',
      '10.0.0.1',
      '169.254.169.254',
      '::1',
      'fe80::1',
      '::ffff:127.0.0.1',
      '64:ff9b::a00:1',
    ])
      expect.soft(hosts.mayReach(outside, address), address).toBe(false);
    expect(hosts.mayReach(outside, '18.155.1.1')).toBe(true);
    expect([hosts.mayReach(own, '127.0.0.1'), hosts.mayReach(own, '::1')]).toEqual([true, true]);
    expect([hosts.mayReach(own, '10.0.0.1'), hosts.mayReach(own, '18.155.1.1')]).toEqual([false, false]);
  });
});

describe('files', () => {
  const listed = (...names: string[]) => names.map((name) => ({ name, size: 10, sha256: null }));
  test('of a model are known by name, and no others', () => {
    for (const name of ['config.json', 'tokenizer.json', 'model.safetensors', 'model-00001-of-00002.safetensors'])
      expect.soft(isModelFile(name), name).toBe(true);
    for (const name of ['README.md', '../config.json', 'onnx/config.json', 'pytorch_model.bin', 'x.safetensors', ''])
      expect.soft(isModelFile(name), name).toBe(false);
  });

  test('are one file of weights, or an index and its parts; small ones come first', () => {
    const names = (...all: string[]) => chooseFiles('a/b', listed(...all), 100).map(({ name }) => name);
    const texts = ['tokenizer.json', 'config.json'];
    expect(names(...texts, 'model.safetensors', 'flax_model.msgpack')).toEqual([
      'config.json',
      'tokenizer.json',
      'model.safetensors',
    ]);
    const [index, part] = ['model.safetensors.index.json', 'model-00001-of-00001.safetensors'];
    expect(names(...texts, part, index)).toEqual(['config.json', 'tokenizer.json', index, part]);
  });

  test('of the ONNX format are one form of the model with its weights, and what is told of it', () => {
    const texts = ['config.json', 'tokenizer.json', 'tokenizer_config.json'];
    const forms = ['onnx/model.onnx', 'onnx/model.onnx_data', 'onnx/model_q4.onnx', 'onnx/model_q4.onnx_data_1'];
    const choose = (form: 'auto' | 'fp32' | 'q8', ...all: string[]) =>
      chooseOnnxFiles('a/b', listed(...all, 'model.safetensors', 'README.md'), form, 100).map(({ name }) => name);
    expect(choose('auto', ...forms, ...texts)).toEqual([...texts, 'onnx/model_q4.onnx', 'onnx/model_q4.onnx_data_1']);
    expect(choose('fp32', ...forms, ...texts, 'generation_config.json')).toEqual([
      ...texts,
      'generation_config.json',
      'onnx/model.onnx',
      'onnx/model.onnx_data',
    ]);
    expect(() => choose('q8', ...forms, ...texts)).toThrow(/no onnx\/model_quantized\.onnx.*It has it as q4, fp32/);
    expect(() => choose('auto', ...texts, 'onnx/encoder_model.onnx')).toThrow(/no onnx\/model\.onnx.*encoder_model/);
    expect(() => choose('auto', ...forms, 'config.json')).toThrow(/no tokenizer\.json/);
    for (const name of forms) expect.soft(isOnnxFile(name), name).toBe(true);
    for (const name of [
      'onnx/model.onnx_data_x',
      'onnx/../model.onnx',
      'model.onnx',
      'onnx/encoder_model.onnx',
      'onnx/model.onnx/x',
    ])
      expect.soft(isOnnxFile(name), name).toBe(false);
  });

  test('that are missing or too large are named', () => {
    const choose =
      (most: number, ...all: string[]) =>
      () =>
        chooseFiles('a/b', listed(...all), most);
    expect(choose(100, 'config.json', 'tokenizer.json', 'pytorch_model.bin')).toThrow(
      /no model\.safetensors.*pytorch_model/,
    );
    expect(choose(100, 'config.json', 'vocab.json', 'model.safetensors')).toThrow(/no tokenizer\.json.*vocab\.json/);
    expect(choose(29, 'config.json', 'tokenizer.json', 'model.safetensors')).toThrow(/Choose a smaller model/);
  });
});

describe('a model', () => {
  test('is found: its commit, and its files with their sizes and hashes', async () => {
    vi.stubEnv('GENLOOM_HUB_HOSTS', hub.origin);
    const params = { owner: 'tiny', name: 'model' };
    const { status, body } = await call(findRoute.GET, 'GET', { params, query: '?revision=main' });
    const size = (name: string) => files[name]?.length;
    expect([status, body]).toEqual([
      200,
      {
        repository: 'tiny/model',
        commit: COMMIT,
        files: [
          { name: 'config.json', size: size('config.json'), sha256: null },
          { name: 'tokenizer.json', size: size('tokenizer.json'), sha256: null },
          {
            name: 'model.safetensors',
            size: size('model.safetensors'),
            sha256: sha256Of(files['model.safetensors'] ?? new Uint8Array()),
          },
        ],
      },
    ]);
  });

  test('that fills gaps is found like one that writes', async () => {
    const config = (await publishedFiles('bert')).find(({ name }) => name.endsWith('/config.json'));
    const bytes = (await config?.read(0, config.size)) ?? new Uint8Array();
    const bert = await imitateHub({ ...files, 'config.json': bytes });
    const found = await lookUp('tiny/model', 'main', { hosts: hubHosts(bert.origin) });
    bert.close();
    expect(found.commit).toBe(COMMIT);
  });

  test('is found in the ONNX format, unless it does not go on with a text', async () => {
    const texts = { 'tokenizer.json': Buffer.from('{}'), 'tokenizer_config.json': Buffer.from('{}') };
    const found = async (config: object, query: string) => {
      const onnx = await imitateHub({
        ...texts,
        'config.json': Buffer.from(JSON.stringify(config)),
        'onnx/model_q4.onnx': Buffer.from('onnx'),
      });
      vi.stubEnv('GENLOOM_HUB_HOSTS', onnx.origin);
      const answer = await call(findRoute.GET, 'GET', { params: { owner: 'tiny', name: 'model' }, query });
      onnx.close();
      return answer;
    };
    const llama = await found({ model_type: 'llama' }, '?form=auto');
    expect(llama.body.files.map(({ name }: { name: string }) => name)).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'onnx/model_q4.onnx',
    ]);
    const t5 = await found({ model_type: 't5', is_encoder_decoder: true }, '?form=q4');
    expect([t5.status, t5.body.type]).toEqual([422, 'urn:genloom:hub-unsupported']);
    expect((await found({}, '?form=q99')).status).toBe(422);
  });

  test('that is missing, gated, in another format, of another kind or too large is refused in words', async () => {
    const options = ofThisMachine();
    const of = (repository: string, revision = 'main') => codeOf(lookUp(repository, revision, options));
    expect(await of('tiny/nothing')).toBe('hub-missing');
    expect(await of('tiny/gated')).toBe('hub-gated');
    expect(await of('tiny/pickled')).toBe('hub-incomplete');
    expect(await of('tiny/model', 'v2')).toBe('hub-revision');
    expect(await codeOf(lookUp('tiny/model', 'main', { ...options, most: 1_000 }))).toBe('hub-too-large');
    await expect(lookUp('tiny/gated', 'main', options)).rejects.toThrow(/sign in.*give them under “Files”/);
    const bert = await imitateHub({ ...files, 'config.json': Buffer.from('{"architectures":["BertModel"]}') });
    const told = lookUp('tiny/model', 'main', { hosts: hubHosts(bert.origin) });
    await expect(told).rejects.toThrow(/BertModel/);
    bert.close();
    // Nobody listens there any more.
    expect(await codeOf(lookUp('tiny/model', 'main', { hosts: hubHosts(bert.origin) }))).toBe('hub-unreachable');
  });

  test('is not asked for under a name that is none, nor by the page of another site', async () => {
    vi.stubEnv('GENLOOM_HUB_HOSTS', hub.origin);
    const before = hub.asked.length;
    const find = (owner: string, name: string, query = '', headers = {}) =>
      call(findRoute.GET, 'GET', { params: { owner, name }, query, headers });
    expect((await find('..', 'model')).status).toBe(422);
    expect((await find('tiny', 'model', '?revision=../../x')).status).toBe(422);
    expect((await find('tiny', 'model', '', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const file = (commit: string, name: string) =>
      call(fileRoute.GET, 'GET', { params: { owner: 'tiny', name: 'model', commit, file: name } });
    expect((await file('main', 'config.json')).status).toBe(422);
    expect((await file(COMMIT, 'README.md')).body.type).toBe('urn:genloom:hub-file');
    expect(hub.asked.length).toBe(before);
  });
});

describe('a file', () => {
  const bytesOf = async (response: Promise<Response>) => new Uint8Array(await (await response).arrayBuffer());

  test('is passed on whole, or from a byte on', async () => {
    const whole = await streamFile(weights, ofThisMachine());
    expect([whole.status, whole.headers.get('content-length')]).toEqual([200, String(files[weights.name]?.length)]);
    expect(new Uint8Array(await whole.arrayBuffer())).toEqual(files[weights.name]);
    vi.stubEnv('GENLOOM_HUB_HOSTS', hub.origin);
    const request = new Request('http://localhost:3000/api', {
      headers: { host: 'localhost:3000', range: 'bytes=31000-' },
    });
    const params = Promise.resolve({ owner: 'tiny', name: 'model', commit: COMMIT, file: weights.name });
    const rest = await fileRoute.GET(request, { params });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes 31000-31551/31552`]);
    expect(new Uint8Array(await rest.arrayBuffer())).toEqual(files[weights.name]?.subarray(31_000));
    expect(hub.asked.at(-1)).toBe('GET /cdn/model.safetensors bytes=31000-');
  });

  /** A hub of one answer. */
  async function serve(listener: RequestListener) {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endings.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const endings: (() => void)[] = [];
  afterEach(() => {
    for (const end of endings.splice(0)) end();
  });

  test('is not fetched from where a redirect should not lead', async () => {
    const elsewhere = await serve((_, response) => response.end('secret'));
    let location = '';
    const origin = await serve((_, response) => response.writeHead(302, { location }).end());
    const hosts = hubHosts(`${origin}, *.hf.co`);
    const codeAt = (to: string, address = '18.155.1.1') => {
      location = to;
      return codeOf(streamFile(weights, { hosts, resolve: async () => [{ address, family: 4 }] }));
    };
    expect(await codeAt(`${elsewhere}/x`)).toBe('hub-not-https');
    expect(await codeAt('https://example.org/x')).toBe('hub-host');
    expect(await codeAt('https://169.254.169.254/x')).toBe('hub-host');
    expect(await codeAt('file:///etc/passwd')).toBe('hub-not-https');
    expect(await codeAt('https://cdn.hf.co/x', '10.0.0.1')).toBe('hub-private');
    expect(await codeAt('https://cdn.hf.co/x', '127.0.0.1')).toBe('hub-private');
    expect(await codeAt('/again')).toBe('hub-redirects');
  });

  test('comes from the address that was checked: a name is asked for once', async () => {
    const port = new URL(hub.origin).port;
    let lookUps = 0;
    // The second answer would be refused, and the first is what is connected to.
    const resolve = async () => [{ address: lookUps++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    const name = { ...weights, name: 'config.json' };
    const hosts = hubHosts(`http://localhost:${port}`);
    expect(await bytesOf(streamFile(name, { hosts, resolve }))).toEqual(files['config.json']);
    expect(lookUps).toBe(1);
    expect(await codeOf(streamFile(name, { hosts, resolve }))).toBe('hub-private');
  });

  test('that is too large, another part, packed or slow is refused', async () => {
    const sends = async (listener: RequestListener, options = {}, from?: number) =>
      codeOf(bytesOf(streamFile({ ...weights, from }, { hosts: hubHosts(await serve(listener)), ...options })));
    const long = Buffer.alloc(2_000);
    expect(
      await sends((_, response) => response.writeHead(200, { 'content-length': 2_000 }).end(long), { most: 1_000 }),
    ).toBe('hub-too-large');
    // It does not say how long it is.
    expect(await sends((_, response) => response.end(long), { most: 1_000 })).toBe('hub-too-large');
    const part: RequestListener = (_, response) =>
      response.writeHead(206, { 'content-range': 'bytes 7-9/10' }).end('789');
    expect(await sends(part, {}, 5)).toBe('hub-answer');
    const packed: RequestListener = (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
    expect(await sends(packed)).toBe('hub-answer');
    expect(await sends(() => undefined, { patience: 100 })).toBe('hub-timeout');
    expect(await sends((_, response) => void response.write('x'), { patience: 100 })).toBe('hub-timeout');
  });

  test('waits for a reader that is slow, longer than it would for a hub that is silent', async () => {
    const size = 20_000_000;
    const send = (sent: number) =>
      serve((_, response) => void response.writeHead(200, { 'content-length': size }).write(Buffer.alloc(sent)));
    const read = async (sent: number) => {
      const response = await streamFile(weights, { hosts: hubHosts(await send(sent)), patience: 100 });
      await new Promise((resolve) => setTimeout(resolve, 350));
      return response;
    };
    expect((await bytesOf(read(size))).length).toBe(size);
    expect(await codeOf(bytesOf(read(size - 1)))).toBe('hub-timeout');
  });

  test('is no longer fetched once nobody reads it', async () => {
    let closed = false;
    const origin = await serve((_, response) => {
      response.on('close', () => {
        closed = true;
      });
      response.writeHead(200, { 'content-length': 1e9 }).write(Buffer.alloc(1_000));
    });
    const response = await streamFile(weights, { hosts: hubHosts(origin), most: 2e9 });
    await response.body?.cancel();
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});
