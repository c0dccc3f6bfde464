/** Links in a test and looks at the outcome. */
import { type HxeImage, readHxe, renderDiagnostic } from '@hsx/image';
import { type LinkInput, type LinkOptions, type LinkResult, link } from '../link.js';

/** A link that must succeed: its result and the image as a reader sees it. */
export interface Linked extends LinkResult {
  image: Uint8Array;
  map: string;
  hxe: HxeImage;
  /** Word of code at a byte address. */
  word(address: number): number;
  /** Address of a name by the map file. */
  address(name: string): number;
}

/** Links and fails the test when there is an error. */
export function linked(inputs: LinkInput[], options: Partial<LinkOptions> = {}): Linked {
  const result = link(inputs, { appName: 'test', ...options });
  const { image, map } = result;
  if (image === undefined || map === undefined) throw new Error(errorsOf(result).join('\n'));
  const hxe = readHxe(image, { codeMax: options.codeLimit ?? 65_536, dataMax: options.dataLimit ?? 65_536 });
  const code = new DataView(hxe.code.buffer, hxe.code.byteOffset, hxe.code.byteLength);
  return {
    ...result,
    image,
    map,
    hxe,
    word: (address) => code.getUint32(address),
    address: (name) => {
      const line = map.split('\n').find((text) => new RegExp(`^  0x[0-9a-f]+ {10}${name}( \\(weak\\))?$`).test(text));
      if (line === undefined) throw new Error(`${name} is not in the map:\n${map}`);
      return Number.parseInt(line.trim().slice(2), 16);
    },
  };
}

/** Links something wrong: the rendered errors, and no image. */
export function linkErrors(inputs: LinkInput[], options: Partial<LinkOptions> = {}): string[] {
  const result = link(inputs, { appName: 'test', ...options });
  if (result.image !== undefined) throw new Error('the link succeeded');
  return errorsOf(result);
}

function errorsOf(result: LinkResult): string[] {
  return result.diagnostics.filter(({ severity }) => severity === 'error').map((d) => renderDiagnostic(d));
}
