/**
 * Calls of printf and scanf whose format is a constant without floating conversions go to a form of the function that
 * has none, so that a program that prints integers does not carry what prints doubles (toolchain.md, Runtime library).
 *
 * Only the library's own functions have that form: a module that defines one of these names itself also gets it under
 * the other name, so that calls from other modules reach it (`integerFormAlias`).
 */
import type { CallInstruction, Constant, GlobalVariable, Linkage, Value } from '../ir/model.js';

/** The functions, with the place of the format among their arguments. */
const FORMAT_ARGUMENT: ReadonlyMap<string, number> = new Map([
  ['printf', 0],
  ['fprintf', 1],
  ['sprintf', 1],
  ['snprintf', 2],
  ['vprintf', 0],
  ['vfprintf', 1],
  ['vsprintf', 1],
  ['vsnprintf', 2],
  ['scanf', 0],
  ['fscanf', 1],
  ['sscanf', 1],
  ['vscanf', 0],
  ['vfscanf', 1],
  ['vsscanf', 1],
]);

/**
 * What the forms without floating numbers know; anything else, a mistake included, is left to the complete function.
 */
const PRINT_CONVERSION = /%[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*)?)?(?:(?:hh|h|ll|l|j|z|t)?[diouxX]|[csp%])/y;
const SCAN_CONVERSION = /%\*?\d*(?:(?:hh|h|ll|l|j|z|t)?[diouxXn]|[csp%]|\[(?:\^[\s\S]|[^^])[^\]]*\])/y;

/** With any other, the definition that counts may be in another module. */
const FIXED_LINKAGES: ReadonlySet<Linkage> = new Set(['private', 'internal', 'external']);

/** The name of the form of a function that leaves out floating conversions. */
function integerForm(name: string): string {
  return `__hsx_${name}_int`;
}

/** The second name that a definition of this name must have; undefined for other functions. */
export function integerFormAlias(name: string): string | undefined {
  return FORMAT_ARGUMENT.has(name) ? integerForm(name) : undefined;
}

/** The symbol that a call of an external function should go to, instead of the function's own name. */
export function integerFormOf(inst: CallInstruction): string | undefined {
  const { callee } = inst;
  if (callee.kind !== 'function' || callee.blocks.length > 0 || callee.linkage !== 'external') return undefined;
  const index = FORMAT_ARGUMENT.get(callee.name);
  const format = index === undefined ? undefined : inst.operands[index];
  if (format === undefined) return undefined;
  const conversion = callee.name.includes('scanf') ? SCAN_CONVERSION : PRINT_CONVERSION;
  const texts = constantTexts(format, new Set());
  return texts?.every((text) => hasOnly(text, conversion)) ? integerForm(callee.name) : undefined;
}

/** Whether every conversion of a format is as the pattern says. */
function hasOnly(text: string, conversion: RegExp): boolean {
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', conversion.lastIndex)) {
    conversion.lastIndex = at;
    if (!conversion.test(text)) return false;
  }
  return true;
}

/** Every string that a pointer can be; undefined when one of them is not known. */
function constantTexts(pointer: Value, seen: Set<Value>): string[] | undefined {
  if (seen.has(pointer)) return [];
  seen.add(pointer);
  switch (pointer.kind) {
    case 'global': {
      const text = constantText(pointer);
      return text === undefined ? undefined : [text];
    }
    case 'expr': {
      // The address of the first byte, as front-ends with typed pointers write it.
      const [base, ...indices] = pointer.operands;
      const same = pointer.op === 'bitcast' || pointer.op === 'getelementptr';
      if (base === undefined || !same || !indices.every(isZero)) return undefined;
      return constantTexts(base, seen);
    }
    case 'instruction': {
      if (pointer.op !== 'select' && pointer.op !== 'phi') return undefined;
      const choices = pointer.op === 'select' ? pointer.operands.slice(1) : pointer.operands;
      const texts = choices.map((choice) => constantTexts(choice, seen));
      return texts.some((text) => text === undefined) ? undefined : texts.flatMap((text) => text ?? []);
    }
    default:
      return undefined;
  }
}

function isZero(index: Constant): boolean {
  return index.kind === 'zero' || index.kind === 'null' || (index.kind === 'int' && index.value === 0n);
}

/** The string in a variable that nobody can change. */
function constantText({ isConstant, initializer, linkage }: GlobalVariable): string | undefined {
  if (!isConstant || !FIXED_LINKAGES.has(linkage)) return undefined;
  // All zero bytes: the empty string.
  if (initializer?.kind === 'zero') return '';
  if (initializer?.kind !== 'bytes') return undefined;
  const end = initializer.bytes.indexOf(0);
  return end < 0 ? undefined : Buffer.from(initializer.bytes.subarray(0, end)).toString('latin1');
}
