/** Random sequences of calls: every file system gives what the model gives, call by call. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BACKENDS } from '../testing/backends.js';
import { FsGuest } from '../testing/fs-guest.js';
import { FsModel } from '../testing/fs-model.js';

const MAX_OPEN = 5;

/** Few names, so that calls meet each other. */
const name = fc.constantFrom('a', 'b', 'c', '.', '..', '');
const path = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom('a', 'b'), { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(name, { maxLength: 5 }) },
);
const text = path.map((names) => names.join('/'));
/** Most sets of flags open something. */
const flags = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(1, 2, 3, 2 | 4, 3 | 4, 3 | 4 | 8, 2 | 4 | 8, 3 | 4 | 16, 3 | 4 | 32, 1 | 4) },
  { weight: 1, arbitrary: fc.nat(63) },
);
const fd = fc.integer({ min: 3, max: 3 + MAX_OPEN });

type Operations = Pick<
  FsGuest,
  'open' | 'read' | 'write' | 'seek' | 'close' | 'stat' | 'list' | 'remove' | 'rename' | 'mkdir'
>;
type Step = readonly [keyof Operations, ...(string | number)[]];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('open' as const), text, flags) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('read' as const), fd, fc.nat(12)) },
  {
    weight: 7,
    arbitrary: fc.tuple(fc.constant('write' as const), fd, fc.string({ maxLength: 9, unit: 'binary-ascii' })),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constant('seek' as const), fd, fc.integer({ min: -9, max: 20 }), fc.nat(3)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('close' as const), fd) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('stat' as const), text) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('list' as const), text) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('remove' as const), text) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('rename' as const), text, text) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('mkdir' as const), text) },
);

function perform(on: Operations, [call, ...args]: Step): unknown {
  const method = on[call] as (...args: (string | number)[]) => unknown;
  return method.apply(on, args);
}

/** Everything there is: the type of each path, and the contents of files. */
function snapshot(on: Operations, folder = '/'): unknown {
  const names = on.list(folder);
  if (typeof names !== 'string' || names === '') return names;
  return names.split(' ').map((entry) => {
    const at = `${folder}${entry}`;
    return [at, on.stat(at) === 'folder' ? snapshot(on, `${at}/`) : on.stat(at)];
  });
}

it.each(BACKENDS)('%s', (_, make) => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), (steps) => {
      const backend = make();
      const guest = new FsGuest(backend.files, { maxOpen: MAX_OPEN });
      const model = new FsModel(MAX_OPEN);
      try {
        for (const [index, one] of steps.entries())
          expect([index, one, perform(guest, one)]).toEqual([index, one, perform(model, one)]);
        expect(snapshot(guest)).toEqual(snapshot(model));
      } finally {
        guest.end();
        backend.dispose();
      }
    }),
    { numRuns: 150, seed: 20261127 },
  );
});

it('the sequences do what they are for', () => {
  const results = new Map<string, number>();
  const sequences = fc.sample(fc.array(step, { minLength: 20, maxLength: 80, size: 'max' }), {
    numRuns: 150,
    seed: 20261127,
  });
  for (const steps of sequences) {
    const model = new FsModel(MAX_OPEN);
    for (const one of steps) {
      const result = perform(model, one);
      const failed = typeof result === 'object' ? (result as { failed: string }).failed : result;
      const kind = /^E[A-Z]/.test(String(failed)) ? String(failed) : 'ok';
      results.set(`${one[0]} ${kind}`, (results.get(`${one[0]} ${kind}`) ?? 0) + 1);
    }
  }
  const often = (call: string) => results.get(call) ?? 0;
  for (const call of ['open', 'read', 'write', 'seek', 'close', 'stat', 'list', 'remove', 'rename', 'mkdir'])
    expect(often(`${call} ok`), call).toBeGreaterThan(20);
  for (const failure of [
    'open ENOSPC/MFILE',
    'open EEXIST',
    'open EINVAL/ISDIR',
    'rename EEXIST/NOTEMPTY',
    'rename EINVAL',
    'rename EINVAL/ISDIR',
    'rename ENOENT/NOTDIR',
    'remove EEXIST/NOTEMPTY',
    'mkdir ENOENT/NOTDIR',
  ])
    expect(often(failure), failure).toBeGreaterThan(0);
});
