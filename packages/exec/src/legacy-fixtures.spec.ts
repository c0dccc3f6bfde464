/** Real version 2 images with the state in which their own system left them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runTask } from './run-task.js';

interface Fixture {
  id: string;
  hxe_hex: string;
  max_steps: number;
  post: {
    pc: number;
    sp: number;
    psw: number;
    regs: number[];
    steps: number;
    exit_status: number | null;
    stdout: string;
  };
}

const fixtures: Fixture[] = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/hxe-v2-programs.json', import.meta.url), 'utf8'),
);

describe('version 2 images end as on their own system', () => {
  it('has all 29 of them', () => expect(fixtures).toHaveLength(29));

  it.each(fixtures)('$id', async ({ hxe_hex, max_steps, post }) => {
    let stdout = '';
    const result = await runTask(new Uint8Array(Buffer.from(hxe_hex, 'hex')), {
      maxSteps: max_steps,
      stackSize: 0x8000,
      stackLimit: 0x8000,
      stdio: {
        write(_fd, bytes) {
          stdout += new TextDecoder().decode(bytes);
        },
        read: () => new Uint8Array(0),
      },
    });
    expect({ ...result.registers, steps: result.retired, stdout }).toEqual({
      pc: post.pc,
      sp: post.sp,
      psw: post.psw,
      regs: post.regs,
      steps: post.steps,
      stdout: post.stdout,
    });
    if (post.exit_status !== null) expect(result).toMatchObject({ kind: 'exit', status: post.exit_status | 0 });
  });
});
