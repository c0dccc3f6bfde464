/** What a test expects of every reader: an HsxError, and no other kind of exception. */
import { HsxError } from '@hsx/isa';

/** The HsxError that `action` throws; fails when it throws none or another kind. */
export function errorOf(action: () => unknown): HsxError {
  let result: unknown;
  try {
    result = action();
  } catch (error) {
    if (error instanceof HsxError) return error;
    throw new Error(`expected an HsxError, got ${String(error)}`, { cause: error });
  }
  throw new Error(`expected an error, got ${JSON.stringify(result)?.slice(0, 200)}`);
}

/** Runs `action` on hostile input: it may succeed or throw an HsxError, nothing else. Returns whether it succeeded. */
export function survives(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (error instanceof HsxError) return false;
    throw error;
  }
}
