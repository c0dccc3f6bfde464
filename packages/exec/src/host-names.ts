/** What the host's file systems say and allow, for guests. */
import { type ErrorName, FS_STATUS_ERRORS, HsxError } from '@hsx/isa';
import { fileError } from './files/file-system.js';

/** Node's error codes, as HSX errors or as statuses of the FS module. Anything else is EIO. */
const CODES: Readonly<Record<string, ErrorName | keyof typeof FS_STATUS_ERRORS>> = {
  EACCES: 'ACCES',
  EBUSY: 'EBUSY',
  EDQUOT: 'ENOSPC',
  EEXIST: 'EEXIST',
  EFBIG: 'FBIG',
  EINVAL: 'EINVAL',
  EISDIR: 'ISDIR',
  // A file has become a link, or a pipe, since it was looked at.
  ELOOP: 'EPERM',
  EMFILE: 'MFILE',
  ENAMETOOLONG: 'NAMETOOLONG',
  ENFILE: 'MFILE',
  ENOENT: 'ENOENT',
  ENOMEM: 'ENOMEM',
  ENOSPC: 'ENOSPC',
  ENOTDIR: 'NOTDIR',
  ENOTEMPTY: 'NOTEMPTY',
  EPERM: 'ACCES',
  EROFS: 'EROFS',
  ETXTBSY: 'EBUSY',
  EXDEV: 'EINVAL',
};

/**
 * A host's error as one of ours; those that are ours already stay.
 * @param codes for this operation, codes that mean others.
 */
export function hostError(error: unknown, what: string, codes: Readonly<Record<string, string>> = {}): HsxError {
  if (error instanceof HsxError) return error;
  const code = (error as NodeJS.ErrnoException)?.code ?? '';
  const meaning = CODES[codes[code] ?? code] ?? 'EIO';
  const message = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  return isStatus(meaning) ? fileError(meaning, message) : new HsxError(meaning, message);
}

function isStatus(meaning: string): meaning is keyof typeof FS_STATUS_ERRORS {
  return meaning in FS_STATUS_ERRORS;
}

/** Names of devices, whatever is behind a dot. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)( *\..*|:.*)?$/i;

/**
 * Refuses a name that would mean something else to the host: on Windows, separators, drives, streams, wildcards, devices, and
 * ends that are cut off.
 * @throws HsxError EINVAL.
 */
export function refuseHostName(name: string, platform: NodeJS.Platform): void {
  if (platform !== 'win32') return;
  if (/[\\/:*?"<>|]/.test(name) || /[. ]$/.test(name) || WINDOWS_DEVICE.test(name))
    throw new HsxError('EINVAL', `${JSON.stringify(name)} is no name for a file on Windows`);
}
