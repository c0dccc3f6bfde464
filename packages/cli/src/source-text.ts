/** Lines of sources that debug data names, for listings: read where they lie, once each. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { besideImage } from '@hsx/cc';
import { readSources } from '@hsx/image';
import { HsxError } from '@hsx/isa';

/** Larger files are shown without their text. */
const SIZE_MAX = 16 << 20;

export class SourceText {
  readonly #places: ReadonlyMap<string, string>;
  readonly #folder: string;
  readonly #files = new Map<string, readonly string[] | undefined>();

  /** For an image or object; what lies beside an image in `.sources.json` says where its sources are. */
  constructor(
    artefact: string,
    private readonly cwd: string,
  ) {
    this.#folder = dirname(resolve(cwd, artefact));
    this.#places = listed(besideImage(artefact, '.sources.json'));
  }

  /** A line, counted from 1; `undefined` where the file is not there. */
  line(file: string, line: number): string | undefined {
    if (!this.#files.has(file)) this.#files.set(file, this.#read(file));
    return this.#files.get(file)?.[line - 1];
  }

  #read(file: string): string[] | undefined {
    const places = [this.#places.get(file), resolve(this.cwd, file), resolve(this.#folder, file)];
    for (const place of places) {
      if (place === undefined || !existsSync(place)) continue;
      try {
        const bytes = readFileSync(place);
        return bytes.length > SIZE_MAX ? undefined : bytes.toString('utf8').split(/\r\n|\r|\n/);
      } catch {
        // A folder, or nothing that may be read: the next place.
      }
    }
    return undefined;
  }
}

function listed(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) return new Map();
  try {
    return new Map(readSources(readFileSync(path), path).sources.map((source) => [source.file, source.path]));
  } catch (error) {
    if (error instanceof HsxError) return new Map();
    throw error;
  }
}
