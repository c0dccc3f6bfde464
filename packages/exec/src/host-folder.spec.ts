/** What only a folder of the host can have: links, devices, foreign names, other processes. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { FS_FLAGS } from '@hsx/isa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FilePath } from './files/file-system.js';
import { HostFolder } from './host-folder.js';
import { hostError, refuseHostName } from './host-names.js';
import { temporaryFolder } from './testing/backends.js';
import { FsGuest } from './testing/fs-guest.js';

const { RD, WR, CREATE, TRUNC, APPEND, EXCL } = FS_FLAGS;

let temporary: ReturnType<typeof temporaryFolder>;
/** The folder that the guest has, and one beside it, with a secret. */
let root: string;
let outside: string;
let guest: FsGuest;

beforeEach(() => {
  temporary = temporaryFolder();
  root = join(temporary.folder, 'root');
  outside = join(temporary.folder, 'outside');
  mkdirSync(join(root, 'folder'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret'), 'secret');
  writeFileSync(join(root, 'inside'), 'inside');
  guest = new FsGuest(new HostFolder(root));
});
afterEach(() => {
  guest.end();
  temporary.dispose();
});

/** That a path, and everything below it, can be used for nothing. */
function expectClosed(path: string, error: string): void {
  for (const flags of [RD, WR, RD | WR, WR | CREATE, WR | CREATE | TRUNC, WR | APPEND])
    expect(guest.open(path, flags), `${path} ${flags}`).toBe(error);
  expect(guest.stat(path)).toBe(error);
  expect(guest.list(path)).toEqual({ failed: error });
  expect(guest.remove(path)).toBe(error);
  expect(guest.rename(path, 'taken')).toBe(error);
  expect(guest.rename('inside', path)).toBe(error);
  expect(guest.contents('inside')).toBe('inside');
}

describe('links that lead out of the folder', () => {
  afterEach(() => {
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
    expect(existsSync(join(outside, 'new'))).toBe(false);
  });

  it.each<[string, () => string]>([
    ['absolute, to a file', () => join(outside, 'secret')],
    ['absolute, to a folder', () => outside],
    ['relative, to a file', () => '../outside/secret'],
    ['relative, to a folder', () => '../outside'],
    ['through the root and out again', () => 'folder/../../outside/secret'],
    ['to the folder above', () => '..'],
    ['absolute, with steps back', () => `${root}/folder/../../outside/secret`],
    ['to nothing, outside', () => '../outside/new'],
    ['absolute to nothing, outside', () => join(outside, 'new')],
    ['to a name that begins like the root', () => `${root}-beside/x`],
  ])('%s', (_, target) => {
    symlinkSync(target(), join(root, 'link'));
    expectClosed('link', 'EPERM');
    expect(guest.open('link', WR | CREATE | EXCL)).toBe('EPERM');
    for (const below of ['secret', 'new', 'x/y']) {
      expectClosed(`link/${below}`, 'EPERM');
      expect(guest.mkdir(`link/${below}`)).toBe('EPERM');
    }
    expect(guest.list('/')).toBe('folder inside');
  });

  it('and chains of links, and links in folders on the way', () => {
    symlinkSync('folder/second', join(root, 'first'));
    symlinkSync('../third', join(root, 'folder/second'));
    symlinkSync(outside, join(root, 'third'));
    for (const path of ['first', 'folder/second', 'third']) {
      expectClosed(path, 'EPERM');
      expectClosed(`${path}/secret`, 'EPERM');
    }
  });

  it('a link that moves up with its folder does not begin to lead out', () => {
    mkdirSync(join(root, 'a/b'), { recursive: true });
    mkdirSync(join(root, 'outside'));
    symlinkSync('../../outside', join(root, 'a/b/link'));
    expect(guest.stat('a/b/link')).toBe('folder');
    expect(guest.rename('a/b', 'b')).toBe(0);
    expectClosed('b/link', 'EPERM');
    expectClosed('b/link/secret', 'EPERM');
  });

  it('nothing tells whether what they lead to exists', () => {
    symlinkSync(join(outside, 'secret'), join(root, 'there'));
    symlinkSync(join(outside, 'not'), join(root, 'missing'));
    symlinkSync('/root/not/allowed', join(root, 'forbidden'));
    for (const name of ['there', 'missing', 'forbidden']) expect(guest.stat(name)).toBe('EPERM');
  });
});

describe('links that stay inside', () => {
  it('to files and folders, relative and absolute, are followed', () => {
    symlinkSync('inside', join(root, 'relative'));
    symlinkSync(join(root, 'inside'), join(root, 'absolute'));
    symlinkSync('../folder/./..//inside', join(root, 'folder/winding'));
    symlinkSync(root, join(root, 'folder/top'));
    for (const path of ['relative', 'absolute', 'folder/winding', 'folder/top/folder/top/relative'])
      expect(guest.contents(path), path).toBe('inside');
    const fd = guest.open('folder/top/new', WR | CREATE | EXCL) as number;
    expect(guest.write(fd, 'made')).toBe(4);
    expect(readFileSync(join(root, 'new'), 'utf8')).toBe('made');
    expect(guest.list('folder')).toBe('top winding');
    expect(guest.list('folder/top')).toBe('absolute folder inside new relative');
  });

  it('are deleted and renamed themselves, not what they lead to', () => {
    symlinkSync('inside', join(root, 'link'));
    symlinkSync('folder', join(root, 'way'));
    expect(guest.rename('link', 'way/renamed')).toBe(0);
    expect(readlinkSync(join(root, 'folder/renamed'))).toBe('inside');
    expect(guest.remove('way')).toBe(0);
    expect([guest.stat('folder'), guest.stat('way')]).toEqual(['folder', 'ENOENT']);
    symlinkSync('inside', join(root, 'again'));
    expect(guest.remove('again')).toBe(0);
    expect(guest.contents('inside')).toBe('inside');
  });

  it('to nothing, and in circles, end', () => {
    symlinkSync('nothing', join(root, 'dangling'));
    symlinkSync('circle', join(root, 'circle'));
    symlinkSync('two', join(root, 'one'));
    symlinkSync('one/x', join(root, 'two'));
    for (const flags of [RD, WR, WR | CREATE, WR | CREATE | EXCL]) {
      expect(guest.open('dangling', flags)).toBe('ENOENT');
      expect(guest.open('circle', flags)).toBe('EPERM');
      expect(guest.open('one', flags)).toBe('EPERM');
    }
    expect(guest.list('/')).toBe('folder inside');
    expect(existsSync(join(root, 'nothing'))).toBe(false);
  });
});

describe('neither file nor folder', () => {
  it('a named pipe is never opened: nothing waits for its other end', () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    expectClosed('pipe', 'EPERM');
    expect(guest.mkdir('pipe')).toBe('EEXIST');
    expect(guest.open('pipe/x', WR | CREATE)).toBe('EPERM');
    expect(guest.list('/')).toBe('folder inside');
  });

  it('a socket is never opened', async () => {
    const server = createServer().listen(join(root, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expectClosed('socket', 'EPERM');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('devices are never opened, nor reached through the root itself', () => {
    const devices = new FsGuest(new HostFolder('/dev'));
    for (const name of ['null', 'zero', 'full', 'tty', 'ptmx', 'stdin'])
      for (const flags of [RD, WR, WR | CREATE]) expect(devices.open(name, flags), name).toMatch(/^E(PERM|NOENT)$/);
    expect(devices.list('/')).not.toMatch(/\b(null|zero|tty)\b/);
  });
});

describe('the host around the folder', () => {
  it('sees what guests write at once, and guests what the host writes', () => {
    const fd = guest.open('shared', RD | WR | CREATE) as number;
    guest.write(fd, 'guest');
    expect(readFileSync(join(root, 'shared'), 'utf8')).toBe('guest');
    expect(guest.svc('FS_FSYNC', fd)).toEqual({});
    writeFileSync(join(root, 'shared'), 'from the host');
    guest.seek(fd, 0, 0);
    expect(guest.read(fd, 99)).toBe('from the host');
    expect(guest.svc('FS_FSYNC', guest.open('shared', RD) as number)).toEqual({});
  });

  it('a file that was replaced by a link while it was opened is not used', () => {
    // The first look finds the file, the second one, after the opening, a link.
    let looks = 0;
    class Racing extends HostFolder {
      protected override find(path: FilePath): ReturnType<HostFolder['find']> {
        const place = super.find(path);
        if (looks++ === 0) {
          renameSync(join(root, 'folder'), join(root, 'before'));
          symlinkSync(outside, join(root, 'folder'));
        }
        return place;
      }
    }
    writeFileSync(join(root, 'folder/secret'), 'mine');
    const racing = new FsGuest(new Racing(root));
    expect(racing.open('folder/secret', RD | WR | TRUNC)).toBe('EPERM');
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
    expect(readFileSync(join(root, 'before/secret'), 'utf8')).toBe('mine');
  });

  it('names that no guest can write are not listed', () => {
    writeFileSync(join(root, 'new\nline'), '');
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.of(0xff, 0xfe)]), '');
    mkdirSync(join(root, '\x1b[2J'));
    writeFileSync(join(root, 'back\\slash'), 'posix');
    expect(guest.list('/')).toBe('back\\slash folder inside');
    expect(guest.contents('back\\slash')).toBe('posix');
    expect(guest.remove('folder')).toBe(0);
  });

  it('a folder with very many names is not listed', () => {
    mkdirSync(join(root, 'many'));
    for (let i = 0; i < 10_001; i++) linkSync(join(root, 'inside'), join(root, `many/${i}`));
    expect(guest.list('many')).toEqual({ failed: 'ENOMEM' });
    expect(guest.remove('many/0')).toBe(0);
    expect((guest.list('many') as string).split(' ').length).toBe(10_000);
    expect(guest.stat('many')).toBe('folder');
  });

  it('files larger than a position can be are refused', () => {
    writeFileSync(join(root, 'large'), '');
    truncateSync(join(root, 'large'), 2 ** 31);
    expect(guest.open('large', RD)).toBe('ENOSPC/FBIG');
    expect(guest.stat('large')).toBe(`file ${2 ** 31}`);
    truncateSync(join(root, 'large'), 2 ** 33);
    expect(guest.stat('large')).toBe(`file ${2 ** 32 - 1}`);
    truncateSync(join(root, 'large'), 2 ** 31 - 1);
    const fd = guest.open('large', RD | WR | APPEND) as number;
    expect(guest.write(fd, 'x')).toBe('ENOSPC/FBIG');
    truncateSync(join(root, 'large'), 2 ** 31 - 3);
    expect(guest.write(fd, 'xyz')).toBe(2);
  });

  it('a hard link is a file like any other', () => {
    linkSync(join(root, 'inside'), join(root, 'hard'));
    expect(guest.contents('hard')).toBe('inside');
  });

  it.skipIf(process.getuid?.() === 0)('what the host forbids is EPERM, with ACCES', () => {
    chmodSync(join(root, 'inside'), 0o400);
    chmodSync(join(root, 'folder'), 0o500);
    expect(guest.open('inside', WR)).toBe('EPERM/ACCES');
    expect(guest.open('folder/new', WR | CREATE)).toBe('EPERM/ACCES');
    expect(guest.mkdir('folder/new')).toBe('EPERM/ACCES');
  });

  it('the folder must be there, and may be reached through a link', () => {
    expect(() => new HostFolder(join(root, 'none'))).toThrow(/none: no such folder/);
    expect(() => new HostFolder(join(root, 'inside'))).toThrow(/inside: is not a folder/);
    symlinkSync(root, join(outside, 'door'));
    expect(new FsGuest(new HostFolder(join(outside, 'door'))).contents('inside')).toBe('inside');
    const all = new FsGuest(new HostFolder('/'));
    expect(all.contents(join(outside, 'secret'))).toBe('secret');
    expect(all.stat('..')).toBe('EPERM');
  });
});

describe('errors and names of hosts', () => {
  it.each([
    ['EACCES', 'EPERM', 1],
    ['EPERM', 'EPERM', 1],
    ['ENOSPC', 'ENOSPC', undefined],
    ['EDQUOT', 'ENOSPC', undefined],
    ['EROFS', 'EROFS', undefined],
    ['EMFILE', 'ENOSPC', 5],
    ['EFBIG', 'ENOSPC', 6],
    ['ENOTEMPTY', 'EEXIST', 4],
    ['EXDEV', 'EINVAL', undefined],
    ['EWHATEVER', 'EIO', undefined],
    [undefined, 'EIO', undefined],
  ])('%s becomes %s', (code, expected, status) => {
    const error = hostError(Object.assign(new Error('told'), { code }), 'file');
    expect(error).toMatchObject({ code: expected, message: 'file: told' });
    expect((error as { status?: number }).status).toBe(status);
    expect(hostError(error, 'again')).toBe(error);
  });

  it('Windows: separators, drives, streams, devices and what it cuts off are no names', () => {
    const bad = [
      '..\\x',
      'a\\b',
      'C:',
      'C:\\x',
      'f:stream',
      'NUL',
      'con',
      'Com1',
      'lpt9.txt',
      'aux .c',
      'x.',
      'x ',
      'a*b',
      'q?',
      '"',
      '<',
      '|',
    ];
    for (const name of bad) {
      expect(() => refuseHostName(name, 'win32'), name).toThrow(expect.objectContaining({ code: 'EINVAL' }));
      expect(() => refuseHostName(name, 'linux'), name).not.toThrow();
    }
    for (const name of ['a.b', '.hidden', 'console', 'com', 'com10', 'nul1', 'äö', ' x'])
      expect(() => refuseHostName(name, 'win32'), name).not.toThrow();
    const windows = new FsGuest(new HostFolder(root, 'win32'));
    expect(windows.open('..\\outside\\secret', RD)).toBe('EINVAL');
    expect(windows.open('folder/nul', WR | CREATE)).toBe('EINVAL');
    expect(windows.contents('inside')).toBe('inside');
  });
});
