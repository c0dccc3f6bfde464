import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileView, MemoryFiles, normalisePath } from './file-view.js';

it('normalises paths without leaving the root', () => {
  expect(['/a/./b//c/', 'a/../b', '/../..', ''].map(normalisePath)).toEqual(['/a/b/c', '/b', '/', '/']);
});

it('shows mounts, the host and what was written as one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hsx-view-'));
  try {
    writeFileSync(join(folder, 'h.h'), 'host');
    const memory = new MemoryFiles('/@m');
    memory.add('include/x.h', 3, () => Buffer.from('mem'));
    const view = new FileView([memory]);
    expect(view.stat('/@m')?.kind).toBe('directory');
    expect(view.stat('/@m/include/x.h')).toMatchObject({ kind: 'file', size: 3n });
    expect(view.stat('/@m/include/y.h')).toBeUndefined();
    expect(view.list('/@m')).toEqual(['include']);
    expect(Buffer.from(view.contents(`${folder}/h.h`)).toString()).toBe('host');
    view.written.set(`${folder}/h.h`, Buffer.from('new'));
    expect(Buffer.from(view.contents(`${folder}/h.h`)).toString()).toBe('new');
    expect([...view.read]).toEqual([`${folder}/h.h`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
