/** The SDK's own sources compile without a warning the way a program does: people read them, copy them and step into them. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CollectingReporter, runDriver } from '@hsx/cc';
import { renderDiagnostic } from '@hsx/image';
import { expect, it } from 'vitest';

const sdk = fileURLToPath(new URL('../../sdk/', import.meta.url));

it.each(['ext', 'core'])(
  'sources are clean, %s',
  async (level) => {
    const sources = readdirSync(sdk, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.c'));
    expect(sources.length).toBeGreaterThan(250);
    const reporter = new CollectingReporter();
    const status = await runDriver(['-fsyntax-only', '-Wall', '-Wextra', `-misa=${level}`, ...sources], {
      cwd: sdk,
      env: process.env,
      reporter,
      usageError: (message) => expect.fail(message),
      print: () => undefined,
      help: () => '',
      version: () => '',
    });
    expect([...reporter.texts, ...reporter.diagnostics.map((d) => renderDiagnostic(d))]).toEqual([]);
    expect(status).toBe(0);
  },
  120_000,
);
