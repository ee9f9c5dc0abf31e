import { expect, test } from 'vitest';
import { steadily } from '@/workers/artifacts/opfs-files';

const replaced = (name: string) => new DOMException('the state had changed since it was read from disk', name);

test.each(['InvalidStateError', 'NotReadableError'])(
  'a file that was replaced while it was read (%s) is read again',
  async (name) => {
    let looks = 0;
    const read = async () => {
      looks += 1;
      if (looks < 3) throw replaced(name);
      return 'whole';
    };
    expect(await steadily(read)).toBe('whole');
    expect(looks).toBe(3);
  },
);

test('what goes on failing, or fails otherwise, is told', async () => {
  await expect(steadily(() => Promise.reject(replaced('InvalidStateError')))).rejects.toThrow(/state had changed/);
  let looks = 0;
  const full = () => {
    looks += 1;
    return Promise.reject(new DOMException('full', 'QuotaExceededError'));
  };
  await expect(steadily(full)).rejects.toThrow(/full/);
  expect(looks).toBe(1);
});
