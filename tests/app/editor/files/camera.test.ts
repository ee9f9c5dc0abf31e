import { expect, test } from 'vitest';
import { cameraError, picturePath } from '@/app/editor/files/camera';

test.each([
  ['NotAllowedError', 'camera.refused'],
  ['NotFoundError', 'camera.none'],
  ['NotReadableError', 'camera.busy'],
])('%s is told in words, with what to do', (name, code) => {
  const error = cameraError(name);
  expect(error.code).toBe(code);
  expect(error.fix).toMatch(/\.$/);
});

test('a picture lies in the folder of its class, and in no other', () => {
  expect(picturePath('cup', 7)).toBe('camera/cup/0007.jpg');
  expect(picturePath(' ', 1)).toBe('camera/pictures/0001.jpg');
  expect(picturePath('../a/b', 1).split('/')).toHaveLength(3);
  expect(picturePath('.hidden', 1)).toBe('camera/hidden/0001.jpg');
});
