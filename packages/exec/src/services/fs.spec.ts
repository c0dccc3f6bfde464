/** The FS service on every file system: one set of cases. */
import { FS_FLAGS } from '@hsx/isa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryFiles } from '../files/memory-files.js';
import { readOnly } from '../files/read-only.js';
import { BACKENDS, type Backend } from '../testing/backends.js';
import { BUFFER, FsGuest, MEMORY_END, READABLE, WRITABLE } from '../testing/fs-guest.js';
import { fsService } from './fs.js';

const { RD, WR, CREATE, TRUNC, APPEND, EXCL } = FS_FLAGS;
const [SET, CUR, END] = [0, 1, 2];

describe.each(BACKENDS)('files in %s', (_, make) => {
  let backend: Backend;
  let guest: FsGuest;

  beforeEach(() => {
    backend = make();
    guest = new FsGuest(backend.files);
  });
  afterEach(() => {
    guest.end();
    backend.dispose();
  });

  /** Makes a file. */
  function put(path: string, text: string): void {
    const fd = guest.open(path, WR | CREATE | TRUNC) as number;
    if (text !== '') expect(guest.write(fd, text)).toBe(text.length);
    expect(guest.close(fd)).toBe(0);
  }

  it('are written, read back, and found under every spelling of their path', () => {
    put('a.txt', 'hello');
    for (const path of ['a.txt', '/a.txt', './a.txt', '//a.txt', 'x/../a.txt', 'a.txt/', '/./x/y/../../a.txt'])
      expect(guest.contents(path), path).toBe('hello');
    expect(guest.stat('a.txt')).toBe('file 5');
    expect(guest.stat('/')).toBe('folder');
    expect(guest.stat('.')).toBe('folder');
  });

  it('hold all bytes', () => {
    const all = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('');
    put('bytes', all);
    expect(guest.contents('bytes')).toBe(all);
  });

  it.each<[number, string, string | number, string | undefined]>([
    [RD, 'there', 3, 'old'],
    [RD, 'not', 'ENOENT', undefined],
    [WR, 'there', 3, 'old'],
    [WR, 'not', 'ENOENT', undefined],
    [WR | CREATE, 'there', 3, 'old'],
    [WR | CREATE, 'not', 3, ''],
    [RD | CREATE, 'not', 3, ''],
    [WR | TRUNC, 'there', 3, ''],
    [WR | TRUNC, 'not', 'ENOENT', undefined],
    [RD | WR | CREATE | TRUNC, 'there', 3, ''],
    [WR | CREATE | EXCL, 'there', 'EEXIST', 'old'],
    [WR | CREATE | EXCL, 'not', 3, ''],
    [WR | CREATE | EXCL, 'folder', 'EEXIST', undefined],
    [RD, 'folder', 'EINVAL/ISDIR', undefined],
    [RD, '/', 'EINVAL/ISDIR', undefined],
    [WR | CREATE | TRUNC, 'there/x', 'ENOENT/NOTDIR', undefined],
    [WR | CREATE, 'not/x', 'ENOENT', undefined],
    [0, 'there', 'EINVAL', 'old'],
    [CREATE, 'not', 'EINVAL', undefined],
    [RD | TRUNC, 'there', 'EINVAL', 'old'],
    [RD | APPEND, 'there', 'EINVAL', 'old'],
    [WR | EXCL, 'there', 'EINVAL', 'old'],
    [RD | 64, 'there', 'EINVAL', 'old'],
    [RD | 0x80000000, 'there', 'EINVAL', 'old'],
  ])('open with flags %i of %s gives %s', (flags, path, result, contents) => {
    put('there', 'old');
    guest.mkdir('folder');
    expect(guest.open(path, flags)).toBe(result);
    if (contents !== undefined) expect(guest.contents(path)).toBe(contents);
    else if (path === 'not') expect(guest.stat('not')).toBe('ENOENT');
  });

  it('handles read and write only as they were opened', () => {
    put('f', 'text');
    const reader = guest.open('f', RD) as number;
    const writer = guest.open('f', WR) as number;
    expect(guest.write(reader, 'x')).toBe('EBADF');
    expect(guest.read(writer, 1)).toEqual({ failed: 'EBADF' });
    expect(guest.contents('f')).toBe('text');
  });

  it('have a position of their own for each handle', () => {
    put('f', '0123456789');
    const a = guest.open('f', RD | WR) as number;
    const b = guest.open('f', RD) as number;
    expect([guest.read(a, 3), guest.read(b, 5), guest.read(a, 2)]).toEqual(['012', '01234', '34']);
    expect(guest.write(a, 'XY')).toBe(2);
    expect(guest.read(b, 99)).toBe('XY789');
    expect([guest.read(b, 1), guest.read(b, 0), guest.seek(b, 0, CUR)]).toEqual(['', '', 10]);
  });

  it('seek from the start, the position and the end; holes are zeros', () => {
    put('f', 'abcdef');
    const fd = guest.open('f', RD | WR) as number;
    expect([guest.seek(fd, 2, SET), guest.read(fd, 1)]).toEqual([2, 'c']);
    expect([guest.seek(fd, -2, CUR), guest.read(fd, 1)]).toEqual([1, 'b']);
    expect([guest.seek(fd, -1, END), guest.read(fd, 9)]).toEqual([5, 'f']);
    expect(guest.seek(fd, -1, SET)).toBe('EINVAL');
    expect(guest.seek(fd, -7, END)).toBe('EINVAL');
    expect(guest.seek(fd, 0, 3)).toBe('EINVAL');
    expect(guest.seek(fd, 0, CUR)).toBe(6);
    expect(guest.seek(fd, 3, END)).toBe(9);
    expect(guest.read(fd, 9)).toBe('');
    expect(guest.write(fd, 'Z')).toBe(1);
    expect(guest.contents('f')).toBe('abcdef\0\0\0Z');
  });

  it('no position is beyond 2^31-1, and nothing is written there', () => {
    put('f', 'x');
    const fd = guest.open('f', RD | WR) as number;
    expect(guest.seek(fd, 0x7fffffff, SET)).toBe(0x7fffffff);
    expect(guest.seek(fd, 1, CUR)).toBe('EINVAL');
    expect(guest.seek(fd, 0x7fffffff, END)).toBe('EINVAL');
    expect(guest.seek(fd, 0x80000000, CUR)).toBe('EINVAL');
    expect(guest.write(fd, 'y')).toBe('ENOSPC/FBIG');
    expect(guest.read(fd, 1)).toBe('');
    expect(guest.stat('f')).toBe('file 1');
  });

  it('append: every write goes to the end, wherever the position and other writers are', () => {
    put('log', 'one ');
    const log = guest.open('log', RD | WR | APPEND) as number;
    const other = guest.open('log', WR | APPEND) as number;
    expect(guest.read(log, 3)).toBe('one');
    expect([guest.write(log, 'two '), guest.seek(log, 0, CUR)]).toEqual([4, 8]);
    expect(guest.write(other, 'three ')).toBe(6);
    guest.seek(log, 0, SET);
    expect([guest.write(log, 'four'), guest.seek(log, 0, CUR)]).toEqual([4, 18]);
    expect(guest.contents('log')).toBe('one two three four');
  });

  it('a deleted or replaced file lives as long as it is open', () => {
    put('f', 'old');
    put('g', 'new');
    const fd = guest.open('f', RD | WR) as number;
    const second = guest.open('f', RD) as number;
    expect(guest.rename('g', 'f')).toBe(0);
    expect(guest.contents('f')).toBe('new');
    expect(guest.remove('f')).toBe(0);
    expect(guest.stat('f')).toBe('ENOENT');
    expect([guest.read(fd, 9), guest.write(fd, ' bytes'), guest.read(second, 99)]).toEqual(['old', 6, 'old bytes']);
    expect(guest.seek(fd, 0, END)).toBe(9);
  });

  it('folders are made, listed in order, and deleted when they are empty', () => {
    expect(guest.list('/')).toBe('');
    expect(guest.mkdir('d')).toBe(0);
    expect(guest.mkdir('d')).toBe('EEXIST');
    expect(guest.mkdir('/')).toBe('EEXIST');
    expect(guest.mkdir('no/d')).toBe('ENOENT');
    put('d/z', '');
    put('d/ä', '');
    put('d/B', '');
    expect(guest.mkdir('d/sub/')).toBe(0);
    expect(guest.mkdir('d/z')).toBe('EEXIST');
    expect(guest.mkdir('d/z/y')).toBe('ENOENT/NOTDIR');
    expect(guest.list('d')).toBe('B sub z ä');
    expect(guest.list('d/sub')).toBe('');
    expect(guest.list('d/z')).toEqual({ failed: 'ENOENT/NOTDIR' });
    expect(guest.list('no')).toEqual({ failed: 'ENOENT' });
    expect(guest.stat('d/sub')).toBe('folder');
    expect(guest.remove('d')).toBe('EEXIST/NOTEMPTY');
    expect(guest.remove('/')).toBe('EBUSY');
    expect(guest.remove('d/sub')).toBe(0);
    expect(guest.remove('d/sub')).toBe('ENOENT');
    expect(guest.remove('d/z/y')).toBe('ENOENT/NOTDIR');
    for (const name of ['B', 'z', 'ä']) expect(guest.remove(`d/${name}`)).toBe(0);
    expect(guest.remove('d')).toBe(0);
    expect(guest.list('/')).toBe('');
  });

  it('a listing is written whole or not at all', () => {
    put('one', '');
    put('two', '');
    guest.memory.fill(0x55, BUFFER, BUFFER + 9);
    guest.memory.set([0x2f, 0], READABLE);
    expect(guest.svc('FS_LISTDIR', READABLE, 0, 0)).toEqual({ r0: 2, r1: 8 });
    expect(guest.svc('FS_LISTDIR', READABLE, BUFFER, 7)).toEqual({ r0: 2, r1: 8 });
    expect(guest.memory.slice(BUFFER, BUFFER + 9)).toEqual(new Uint8Array(9).fill(0x55));
    expect(guest.svc('FS_LISTDIR', READABLE, BUFFER, 8)).toEqual({ r0: 2, r1: 8 });
    expect(new TextDecoder().decode(guest.memory.slice(BUFFER, BUFFER + 9))).toBe('one\0two\0U');
  });

  it.each([
    ['f', 'g', 0, { g: 'file' }],
    ['f', 'f', 0, { f: 'file' }],
    ['f', 'file', 0, { f: 'ENOENT', file: 'file' }],
    ['f', 'full/g', 0, { 'full/g': 'file' }],
    ['f', 'full', 'EINVAL/ISDIR', { f: 'file' }],
    ['f', 'empty', 'EINVAL/ISDIR', { f: 'file' }],
    ['f', 'file/x', 'ENOENT/NOTDIR', { f: 'file' }],
    ['f', 'no/x', 'ENOENT', { f: 'file' }],
    ['no', 'x', 'ENOENT', { x: 'ENOENT' }],
    ['full', 'moved', 0, { 'moved/x': 'file', full: 'ENOENT' }],
    ['full', 'empty', 0, { 'empty/x': 'file', full: 'ENOENT' }],
    ['full', 'empty/sub', 0, { 'empty/sub/x': 'file' }],
    ['empty', 'full', 'EEXIST/NOTEMPTY', { empty: 'folder', 'full/x': 'file' }],
    ['full', 'file', 'ENOENT/NOTDIR', { 'full/x': 'file' }],
    ['full', 'full/sub', 'EINVAL', { 'full/x': 'file' }],
    ['full', 'full', 0, { 'full/x': 'file' }],
    ['full/x', 'full', 'EINVAL/ISDIR', { 'full/x': 'file' }],
    ['/', 'x', 'EBUSY', {}],
    ['empty', '/', 'EBUSY', {}],
  ])('rename %s to %s gives %s', (from, to, result, then) => {
    put('f', 'f');
    put('file', 'file');
    guest.mkdir('full');
    put('full/x', 'x');
    guest.mkdir('empty');
    expect(guest.rename(from, to)).toBe(result);
    for (const [path, type] of Object.entries(then)) expect(guest.stat(path).split(' ')[0], path).toBe(type);
    if (result === 0 && from === 'f') expect(guest.contents(to)).toBe('f');
  });

  it.each([
    ['..', 'EPERM'],
    ['../x', 'EPERM'],
    ['/..', 'EPERM'],
    ['a/../../x', 'EPERM'],
    ['a/b/../../../etc/passwd', 'EPERM'],
    ['./..//.', 'EPERM'],
    ['/etc/passwd', 'ENOENT'],
    ['//etc/passwd', 'ENOENT'],
    ['/proc/self/environ', 'ENOENT'],
    ['...', 'ENOENT'],
    ['.. /x', 'ENOENT'],
    ['', 'ENOENT'],
    ['a\nb', 'EINVAL'],
    ['a\x1b[2Jb', 'EINVAL'],
    ['a\x7f', 'EINVAL'],
    ['x'.repeat(256), 'EINVAL/NAMETOOLONG'],
    ['x/'.repeat(128), 'EINVAL/NAMETOOLONG'],
    ['x'.repeat(255), 'ENOENT'],
    [`${'./'.repeat(127)}x`, 'ENOENT'],
    ['é'.repeat(128), 'EINVAL/NAMETOOLONG'],
    ['é'.repeat(127), 'ENOENT'],
    ['~/x', 'ENOENT'],
    ['%2e%2e/x', 'ENOENT'],
    ['..\u2215x', 'ENOENT'],
  ])('the path %j is %s for every call', (path, error) => {
    put('plain', '');
    expect(guest.open(path, RD)).toBe(error);
    expect(guest.stat(path)).toBe(error);
    expect(guest.list(path)).toEqual({ failed: error });
    expect(guest.remove(path)).toBe(error);
    expect(guest.rename(path, 'y')).toBe(error);
    if (error === 'ENOENT') return;
    expect(guest.open(path, WR | CREATE)).toBe(error);
    expect(guest.mkdir(path)).toBe(error);
    expect(guest.rename('plain', path)).toBe(error);
  });

  it('names of every script, up to the longest, come back as they were given', () => {
    const names = ['x'.repeat(255), 'Ωμέγα', '日本', '🦊', 'with space', '-', 'a:b', '*?', '\'"', '\ufeffbom', '$HOME'];
    for (const [index, name] of names.entries()) put(name, 'x'.repeat(index));
    for (const [index, name] of names.entries()) expect(guest.stat(name), name).toBe(`file ${index}`);
    expect(guest.list('/')).toBe([...names].sort().join(' '));
  });
});

describe('handles', () => {
  it('are the lowest free number, and end with close', () => {
    const guest = new FsGuest(new MemoryFiles({ f: 'abc' }));
    const open = () => guest.open('f', RD);
    expect([open(), open(), open()]).toEqual([3, 4, 5]);
    expect(guest.close(4)).toBe(0);
    expect(guest.close(4)).toBe('EBADF');
    expect(guest.read(4, 1)).toEqual({ failed: 'EBADF' });
    expect(guest.write(4, 'x')).toBe('EBADF');
    expect(guest.seek(4, 0, SET)).toBe('EBADF');
    expect(guest.svc('FS_FSYNC', 4)).toBe('EBADF');
    expect([open(), open()]).toEqual([4, 6]);
    for (const fd of [7, 99, 0x80000003, 0xffffffff]) expect(guest.read(fd, 1)).toEqual({ failed: 'EBADF' });
  });

  it('are limited, by the option', () => {
    for (const [option, most] of [[{}, 64] as const, [{ maxOpen: 2 }, 2] as const, [{ maxOpen: 253 }, 253] as const]) {
      const guest = new FsGuest(new MemoryFiles({ f: '' }), option);
      for (let i = 0; i < most; i++) expect(guest.open('f', RD)).toBe(3 + i);
      for (let i = 0; i < 1000; i++) expect(guest.open('f', RD)).toBe('ENOSPC/MFILE');
      expect(guest.close(3)).toBe(0);
      expect(guest.open('f', RD)).toBe(3);
    }
    for (const bad of [0, 254, 1.5, Number.NaN])
      expect(() => fsService(new MemoryFiles(), { write() {}, read: () => new Uint8Array() }, bad)).toThrow(/1\.\.253/);
  });

  it('belong to their task, and are closed with it', () => {
    const closed: string[] = [];
    const files = new MemoryFiles({ a: 'of one', b: 'of two' });
    const open = files.open.bind(files);
    files.open = (path, mode) => {
      const file = open(path, mode);
      const close = () => {
        closed.push(path.join('/'));
        file.close();
      };
      return { ...file, close };
    };
    const one = new FsGuest(files);
    const two = one.other(2);
    expect([one.open('a', RD), two.open('b', RD), two.open('b', RD)]).toEqual([3, 3, 4]);
    expect([one.read(3, 9), two.read(3, 9), one.read(4, 9)]).toEqual(['of one', 'of two', { failed: 'EBADF' }]);
    two.end();
    expect(closed).toEqual(['b', 'b']);
    expect(two.read(3, 9)).toEqual({ failed: 'EBADF' });
    expect(one.seek(3, 0, SET)).toBe(0);
    one.end();
    expect(closed).toEqual(['b', 'b', 'a']);
  });

  it('0 to 2 are the standard streams', () => {
    let out = '';
    const stdio = {
      write: (fd: 1 | 2, bytes: Uint8Array) => {
        out += `${fd}${new TextDecoder().decode(bytes)} `;
      },
      read: (max: number) => new TextEncoder().encode('input').subarray(0, max),
    };
    const guest = new FsGuest(new MemoryFiles(), { stdio });
    expect([guest.write(1, 'out'), guest.write(2, 'err'), out]).toEqual([3, 3, '1out 2err ']);
    expect(guest.read(0, 3)).toBe('inp');
    expect(guest.read(0, 0)).toEqual({ failed: 'EINVAL' });
    expect([guest.read(1, 3), guest.write(0, 'x')]).toEqual([{ failed: 'EBADF' }, 'EBADF']);
    for (const fd of [0, 1, 2]) {
      expect(guest.seek(fd, 0, SET)).toBe('EINVAL/SPIPE');
      expect(guest.close(fd)).toBe('EPERM');
    }
    expect([0, 1, 2].map((fd) => guest.svc('FS_FSYNC', fd))).toEqual(['EBADF', {}, {}]);
  });
});

describe('a hostile guest', () => {
  const open = () => {
    const guest = new FsGuest(new MemoryFiles({ f: 'abc' }));
    expect(guest.open('f', RD | WR)).toBe(3);
    return guest;
  };

  it.each([
    ['below its memory', 0, 1],
    ['over the end', MEMORY_END, 1],
    ['across the end', MEMORY_END - 1, 2],
    ['with a huge length', BUFFER, 0xffffffff],
    ['that wraps around', 0xfffffff0, 0x20],
  ])('gives a buffer %s: EFAULT, and nothing has happened', (_, address, length) => {
    const guest = open();
    expect(guest.svc('FS_READ', 3, address, length)).toBe('EFAULT');
    expect(guest.svc('FS_WRITE', 3, address, length)).toBe('EFAULT');
    expect(guest.seek(3, 0, CUR)).toBe(0);
    expect(guest.contents('f')).toBe('abc');
  });

  it('does not write read-only data, with READ, STAT or LISTDIR', () => {
    const guest = open();
    guest.memory.set([0x66, 0], READABLE);
    guest.memory.set([0x2f, 0], READABLE + 8);
    expect(guest.svc('FS_READ', 3, WRITABLE - 1, 1)).toBe('EFAULT');
    expect(guest.svc('FS_STAT', READABLE, WRITABLE - 4)).toBe('EFAULT');
    expect(guest.svc('FS_LISTDIR', READABLE + 8, WRITABLE - 4, 100)).toBe('EFAULT');
    expect(guest.svc('FS_WRITE', 3, READABLE, 1)).toEqual({ r0: 1 });
  });

  it('gives paths that are nowhere or never end', () => {
    const guest = open();
    guest.memory.fill(0x78, MEMORY_END - 300);
    for (const path of [0, 4, 0xffffffff, MEMORY_END, MEMORY_END - 100])
      for (const call of ['FS_OPEN', 'FS_STAT', 'FS_DELETE', 'FS_RENAME', 'FS_MKDIR', 'FS_LISTDIR'] as const)
        expect(guest.svc(call, path, 1), `${call} ${path}`).toBe('EFAULT');
  });

  it('asks for nothing: 0 bytes need no buffer', () => {
    const guest = open();
    expect(guest.svc('FS_READ', 3, 0, 0)).toEqual({ r0: 0 });
    expect(guest.svc('FS_WRITE', 3, 0, 0)).toEqual({ r0: 0 });
  });

  it('calls functions that are not there', () => {
    const guest = open();
    expect(guest.svc('FS_OPEN').toString()).toBe('EINVAL');
    const service = fsService(new MemoryFiles(), { write() {}, read: () => new Uint8Array() });
    const call = { pid: 1, fn: 7, arg: () => 0 } as never;
    expect(() => service.call(call)).toThrow(/no function 7/);
  });
});

describe('memory', () => {
  it('is limited: contents, holes, names and entries count', () => {
    const guest = new FsGuest(new MemoryFiles({}, { capacity: 1000 }));
    expect(guest.open('big', RD | WR | CREATE)).toBe(3);
    expect(guest.write(3, 'x'.repeat(2000))).toBe(1000 - 64 - 3);
    expect(guest.write(3, 'x')).toBe('ENOSPC');
    expect(guest.mkdir('d')).toBe('ENOSPC');
    expect(guest.open('other', WR | CREATE)).toBe('ENOSPC');
    // The bytes of a deleted file are free when it is closed, its name at once.
    expect(guest.remove('big')).toBe(0);
    expect(guest.write(3, 'x'.repeat(100))).toBe(64 + 3);
    expect(guest.write(3, 'x')).toBe('ENOSPC');
    guest.close(3);
    expect(guest.open('hole', WR | CREATE)).toBe(3);
    expect(guest.seek(3, 0x7fffff00, SET)).toBe(0x7fffff00);
    expect(guest.write(3, 'x')).toBe('ENOSPC');
    expect(guest.stat('hole')).toBe('file 0');
    let made = 0;
    while (guest.mkdir(`${made}`) === 0) made++;
    expect(made).toBe(Math.floor((1000 - 64 - 4) / 65.3));
    expect(guest.rename('0', 'longer'.repeat(20))).toBe('ENOSPC');
    expect(guest.stat('0')).toBe('folder');
    for (let i = 0; i < made; i++) expect(guest.remove(`${i}`)).toBe(0);
    // What is replaced makes room, name and contents.
    expect(guest.open('small', WR | CREATE)).toBe(4);
    expect(guest.open('large', WR | CREATE)).toBe(5);
    expect(guest.write(5, 'x'.repeat(500))).toBe(500);
    guest.close(4);
    guest.close(5);
    expect(guest.rename('small', 'large')).toBe(0);
    expect(guest.remove('large')).toBe(0);
    expect(guest.write(3, 'x')).toBe('ENOSPC');
    guest.seek(3, 0, SET);
    expect(guest.write(3, 'x'.repeat(2000))).toBe(1000 - 64 - 4);
  });

  it('starts with what it is given and tells what it holds', () => {
    let time = 5_000;
    const files = new MemoryFiles({ 'a/b/c.txt': 'deep', 'a/empty/': '', z: Uint8Array.of(1, 2) }, { now: () => time });
    const guest = new FsGuest(files);
    expect([guest.list('a'), guest.contents('a/b/c.txt')]).toEqual(['b empty', 'deep']);
    time = 9_999;
    guest.write(guest.open('z', WR) as number, '!');
    guest.stat('z');
    expect(new DataView(guest.memory.buffer, BUFFER).getUint32(4, true)).toBe(9);
    guest.stat('a/b/c.txt');
    expect(new DataView(guest.memory.buffer, BUFFER).getUint32(4, true)).toBe(5);
    expect(files.contents()).toEqual({
      'a/b/c.txt': new TextEncoder().encode('deep'),
      'a/empty/': new Uint8Array(0),
      z: Uint8Array.of(0x21, 2),
    });
    expect(() => new MemoryFiles({ f: 'long' }, { capacity: 10 })).toThrow(/no space/);
  });
});

describe('a folder with very many names', () => {
  it('is not listed', () => {
    const names = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`${i}`, '']));
    const files = new MemoryFiles(names);
    const guest = new FsGuest(files);
    guest.memory.set([0x2f, 0], READABLE);
    expect(guest.svc('FS_LISTDIR', READABLE, 0, 0)).toEqual({ r0: 10_000, r1: 48_890 });
    expect(guest.mkdir('one')).toBe(0);
    expect(guest.svc('FS_LISTDIR', READABLE, 0, 0)).toBe('ENOMEM');
  });
});

describe('read-only', () => {
  it('refuses every change with EROFS', () => {
    const guest = new FsGuest(readOnly(new MemoryFiles({ f: 'text', 'd/': '' })));
    expect([guest.contents('f'), guest.stat('d'), guest.list('/')]).toEqual(['text', 'folder', 'd f']);
    for (const flags of [WR, RD | WR, WR | CREATE | TRUNC, WR | APPEND, RD | CREATE])
      expect(guest.open('f', flags)).toBe('EROFS');
    expect([guest.remove('f'), guest.rename('f', 'g'), guest.mkdir('e')]).toEqual(['EROFS', 'EROFS', 'EROFS']);
    expect(guest.contents('f')).toBe('text');
  });
});
