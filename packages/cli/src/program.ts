/** The program that `hsx run` is to run: an image as it is, or one built in memory. */
import { Build, BuildFailed, type DriverOptions, kindByContents, kindByName, readInput } from '@hsx/cc';
import { FORMAT_LIMITS, type HxeImage, readEmbeddedSym, readHxe, type SymFile } from '@hsx/image';
import { HsxError } from '@hsx/isa';
import { readArtefact, warnings, withName } from './artefact.js';
import type { CommandContext } from './context.js';
import { TerminalReporter } from './terminal-reporter.js';

export interface Program {
  /** As the user called it; the guest's first argument. */
  name: string;
  bytes: Uint8Array;
  image: HxeImage;
  sym: SymFile | undefined;
  /** The word of code at an address; `undefined` outside. */
  word(pc: number): number | undefined;
}

/** Loads, or builds as `settings` say, whose inputs are libraries. `undefined` when errors have been reported. */
export async function loadProgram(
  files: readonly string[],
  settings: DriverOptions,
  context: CommandContext,
): Promise<Program | undefined> {
  const [name = '', ...more] = files;
  if (name === '-' && more.length === 0) {
    // Standard input can be read only once, so what it holds is found out here.
    const bytes = readInput(name);
    if (kindByContents(bytes) !== 'image') return await buildProgram(name, files, settings, context, bytes);
    refuseHeap(name, settings);
    const image = withName(name, () => readHxe(bytes, FORMAT_LIMITS));
    return program(name, bytes, image, readEmbeddedSym(image));
  }
  if (more.length === 0 && (kindByName(name) === 'image' || isImage(name))) {
    refuseHeap(name, settings);
    const artefact = readArtefact(name, warnings(context));
    if (artefact.kind !== 'image') throw new HsxError('EINVAL', `${name} is no image, whatever its name says`);
    return program(name, readInput(name), artefact.image, artefact.sym);
  }
  return await buildProgram(name, files, settings, context);
}

function refuseHeap(name: string, { linker }: DriverOptions): void {
  if (linker.heap === undefined) return;
  throw new HsxError('EINVAL', `${name}: --heap cannot change a linked image`, 'link it again with the heap you want');
}

/** Whether a file that is not called .hxe is one nevertheless. */
function isImage(path: string): boolean {
  return kindByName(path) === undefined && kindByContents(readInput(path)) === 'image';
}

async function buildProgram(
  name: string,
  files: readonly string[],
  settings: DriverOptions,
  { cwd, env, terminal }: CommandContext,
  input?: Uint8Array,
): Promise<Program | undefined> {
  const build = new Build(
    {
      ...settings,
      inputs: [
        ...files.map((path) => ({
          kind: 'file' as const,
          path,
          language: path === '-' ? ((input && kindByContents(input)) ?? 'c') : undefined,
          ...(input === undefined ? {} : { bytes: input }),
        })),
        ...settings.inputs,
      ],
      // Lines are all that a fault report needs.
      debug: true,
      clangArgs: ['-gline-tables-only', ...settings.clangArgs],
    },
    { cwd, env, reporter: new TerminalReporter(terminal) },
  );
  try {
    const { image, sym } = await build.link(await build.linkItems(), name === '-' ? 'stdin' : name);
    return program(
      name,
      image,
      withName(name, () => readHxe(image, FORMAT_LIMITS)),
      sym,
    );
  } catch (error) {
    if (error instanceof BuildFailed) return undefined;
    throw error;
  }
}

function program(name: string, bytes: Uint8Array, image: HxeImage, sym: SymFile | undefined): Program {
  const view = new DataView(image.code.buffer, image.code.byteOffset, image.code.byteLength);
  return {
    name,
    bytes,
    image,
    sym,
    word: (pc) => (pc >= 0 && pc + 4 <= view.byteLength ? view.getUint32(pc) : undefined),
  };
}
