/** The last stage of the driver: objects, libraries and the SDK to an image, and the files beside it. */
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readArchive } from '@hsx/image';
import type { Level } from '@hsx/isa';
import { type LinkInput, type LinkResult, link, parseManifestText } from '@hsx/link';
import type { LinkerSettings } from './options.js';
import { readInput } from './output-file.js';
import { BuildFailed, fileDiagnostic, type Reporter, reportAll } from './reporter.js';

/** Libraries that are always there. */
const STANDARD = new Set(['c', 'm', 'gcc', 'rt', 'hsx']);

/** What is linked, in command-line order. */
export type LinkItem = LinkInput | { kind: 'library'; name: string };

export interface LinkJob {
  inputs: readonly LinkInput[];
  settings: LinkerSettings;
  level: Level;
  cwd: string;
  /** Name of the image file: gives the app name and what `.sym` says. */
  output: string;
  reporter: Reporter;
}

/** Links; errors are reported. Throws BuildFailed when there are any. */
export function linkProgram(job: LinkJob): LinkResult & { image: Uint8Array } {
  const { inputs, settings, level, output, reporter } = job;
  const result = link([...inputs], {
    appName: settings.appName ?? appNameFor(output),
    outputName: basename(output),
    gcSections: settings.gcSections,
    relax: settings.relax,
    allowMultiple: settings.allowMultiple,
    embedSym: settings.embedSym,
    ...(level === 'core' ? { isa: level } : {}),
    ...(settings.entry === undefined ? {} : { entry: settings.entry }),
    ...(settings.stack === undefined ? {} : { stack: settings.stack }),
    ...(settings.heap === undefined ? {} : { heap: settings.heap }),
    ...(settings.manifest === undefined
      ? {}
      : { manifest: readManifest(settings.manifest, job.cwd), manifestName: settings.manifest }),
  });
  if (reportAll(result.diagnostics, reporter) || result.image === undefined) throw new BuildFailed();
  return { ...result, image: result.image };
}

/** Finds what every `-l` stands for. All that are missing are reported, then BuildFailed is thrown. */
export function resolveLibraries(
  items: readonly LinkItem[],
  libraryDirs: readonly string[],
  cwd: string,
  reporter: Reporter,
): LinkInput[] {
  const inputs: LinkInput[] = [];
  let failed = false;
  for (const item of items) {
    if (item.kind !== 'library') {
      inputs.push(item);
    } else if (!STANDARD.has(item.name)) {
      const found = findLibrary(item.name, libraryDirs, cwd);
      if (found !== undefined) {
        inputs.push(found);
        continue;
      }
      failed = true;
      const where =
        libraryDirs.length === 0
          ? 'name its folder with -L'
          : `looked for ${libraryNames(item.name)[0]} in ${libraryDirs.join(', ')}`;
      reporter.diagnostic(fileDiagnostic('ld', `cannot find the library -l${item.name}`, where));
    }
  }
  if (failed) throw new BuildFailed();
  return inputs;
}

/** What `-lNAME` may be called; build systems write `.a`. */
function libraryNames(name: string): string[] {
  return name.startsWith(':') ? [name.slice(1)] : [`lib${name}.hxa`, `lib${name}.a`, `${name}.hxa`];
}

function findLibrary(name: string, libraryDirs: readonly string[], cwd: string): LinkInput | undefined {
  const names = libraryNames(name);
  for (const folder of libraryDirs) {
    for (const file of names) {
      const path = resolve(cwd, folder, file);
      const shown = join(folder, file);
      if (existsSync(path)) return { kind: 'archive', name: shown, archive: readArchive(readInput(path), shown) };
    }
  }
  return undefined;
}

/** The app name that an output's name gives: what the image format cannot hold becomes `_`. */
export function appNameFor(output: string): string {
  const base = basename(output).replace(/\.[^.]*$/, '');
  const name = base.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^[._-]+/, '');
  return name.slice(0, 31) || 'app';
}

/** Path of a file beside the image: `dir/app.hxe` and `.sym` give `dir/app.sym`. */
export function besideImage(image: string, ending: string): string {
  return join(dirname(image), basename(image).replace(/\.[^.]*$/, '') + ending);
}

function readManifest(path: string, cwd: string): unknown {
  return parseManifestText(readInput(resolve(cwd, path), path).toString('utf8'), path);
}
