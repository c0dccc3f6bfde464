// The text of hsx/svc.h, made from the tables of @hsx/isa. A function of its arguments, so that a test can hold the file
// against the tables without building anything.

/** C types of parameters, and of what a result's pointer points to. */
const C_TYPES = {
  int: 'int32_t',
  uint: 'uint32_t',
  u64: 'uint64_t',
  ptr: 'void *',
  cptr: 'const void *',
  str: 'const char *',
  f16: 'hsx_f16',
  f32: 'float',
};

const FIELD_TYPES = {
  u8: 'uint8_t ',
  u16: 'uint16_t ',
  u32: 'uint32_t ',
  f16: 'hsx_f16 ',
  str: 'const char *',
  code: 'int (*',
};

/** Words that C++ keeps for itself. */
const KEYWORDS = new Set(['new', 'delete', 'class', 'template', 'operator', 'this', 'namespace', 'export']);
const WIDTH = 120;

const identifier = (name) => (KEYWORDS.has(name) ? `${name}_` : name);
const hex = (value, digits) => `0x${value.toString(16).padStart(digits, '0')}`;
const declaration = (type, name) => (type.endsWith('*') ? `${type}${name}` : `${type} ${name}`);
const define = (name, value) => `#define ${name.padEnd(36)} ${value}`;

/** A block comment of one or more lines. */
function comment(text) {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - 4) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.length === 1 ? `/** ${lines[0]} */` : ['/**', ...lines.map((l) => ` * ${l}`), ' */'].join('\n');
}

function toWord({ name, kind }) {
  const value = identifier(name);
  if (kind === 'ptr' || kind === 'cptr' || kind === 'str') return `(uint32_t)(uintptr_t)${value}`;
  if (kind === 'f16') return `hsx_f16_bits(${value})`;
  if (kind === 'f32') return `hsx_f32_bits(${value})`;
  return kind === 'uint' ? value : `(uint32_t)${value}`;
}

function fromWords({ reg, kind }) {
  if (kind === 'u64') return '(uint64_t)r2 << 32 | r1';
  const word = reg.toLowerCase();
  if (kind === 'f16') return `hsx_f16_from(${word})`;
  if (kind === 'f32') return `hsx_f32_from(${word})`;
  return kind === 'uint' ? word : `(${C_TYPES[kind]})${word}`;
}

function wrapper({ name, fn, id }) {
  const inR0 = fn.results.find(({ reg }) => reg === 'R0');
  const outputs = fn.results.filter(({ reg }) => reg !== 'R0');
  const noReturn = /does not return/.test(fn.doc);
  const parameters = [
    ...fn.params.map((p) => declaration(C_TYPES[p.kind], identifier(p.name))),
    ...outputs.map((r) => `${C_TYPES[r.kind]} *${identifier(r.name)}`),
  ];
  const resultRegisters = new Set(outputs.flatMap(({ reg }) => reg.split(':').map((r) => Number(r.slice(1)))));
  const count = Math.max(fn.params.length, 1, ...[...resultRegisters].map((r) => r + 1));
  const used = Array.from({ length: count }, (_, i) => i).filter(
    (i) => i === 0 || i < fn.params.length || resultRegisters.has(i),
  );
  const registers = used.map((i) => {
    const parameter = fn.params[i];
    const value = parameter === undefined ? '' : ` = ${toWord(parameter)}`;
    return `  register uint32_t r${i} HSX_REG(${i})${value};`;
  });
  const isResult = (i) => (i === 0 && !noReturn) || resultRegisters.has(i);
  const written = used.filter(isResult).map((i) => `"${i < fn.params.length ? '+' : '='}r"(r${i})`);
  const read = used.filter((i) => i < fn.params.length && !isResult(i)).map((i) => `"r"(r${i})`);
  const text = fn.doc + (inR0 === undefined || noReturn ? '' : ` Returns ${inR0.name.replaceAll('_', ' ')}.`);
  const pointers = outputs.length > 0 ? ` Result pointers may be NULL.` : '';
  const head = `HSX_INLINE ${noReturn ? 'HSX_SVC_NORETURN void' : 'int'} hsx_${name.toLowerCase()}(`;
  return [
    comment(text + pointers),
    `${head}${parameters.length === 0 ? 'void' : parameters.join(', ')})`,
    '{',
    ...registers,
    `  __asm__ volatile("SVC ${id >> 8}, ${id & 0xff}" : ${written.join(', ')}${written.length > 0 ? ' ' : ''}: ${read.join(', ')}${read.length > 0 ? ' ' : ''}: "memory");`,
    ...outputs.flatMap((r) => [`  if (${identifier(r.name)})`, `    *${identifier(r.name)} = ${fromWords(r)};`]),
    noReturn ? '  __builtin_unreachable();' : '  return (int)r0;',
    '}',
  ].join('\n');
}

function constants(group) {
  const entries = Object.entries(group.values);
  return [comment(group.doc), ...entries.map(([key, value]) => define(`HSX_${group.prefix}_${key}`, value))].join('\n');
}

function structure({ name, doc, fields, size }) {
  const tag = `hsx_${name.toLowerCase()}`;
  return [
    comment(doc),
    `struct ${tag} {`,
    ...fields.map(({ name: field, type, count }) => {
      const array = count > 1 ? `[${count}]` : '';
      return `  ${FIELD_TYPES[type]}${identifier(field)}${type === 'code' ? ')(void)' : ''}${array};`;
    }),
    '};',
    `HSX_SVC_SIZE(struct ${tag}, ${size});`,
  ].join('\n');
}

/**
 * @param isa the tables: ERROR_CODES, SVC_MODULES, SVC_ENTRIES, SVC_CONSTANTS, SVC_STRUCTURES of @hsx/isa.
 * @returns the whole header.
 */
export function svcHeader(isa) {
  const { ERROR_CODES, SVC_MODULES, SVC_ENTRIES, SVC_CONSTANTS, SVC_STRUCTURES } = isa;
  const modules = SVC_MODULES.map((module) =>
    [
      `/* ---- ${module.name}: ${module.doc} ---- */`,
      SVC_ENTRIES.filter((e) => e.module === module)
        .map((e) => define(`HSX_SVC_${e.name}`, hex(e.id, 3)))
        .join('\n'),
      ...SVC_CONSTANTS.filter((g) => g.module === module.name).map(constants),
      ...SVC_STRUCTURES.filter((s) => s.module === module.name).map(structure),
      ...SVC_ENTRIES.filter((e) => e.module === module).map(wrapper),
    ].join('\n\n'),
  );
  return `/**
 * @file hsx/svc.h The system calls. Generated from the table of @hsx/isa by sdk/scripts/generate-headers.mjs; do not edit.
 *
 * Each function is its SVC instruction. It returns R0: 0 or more on success (a count, a handle, else 0), a negative number on
 * failure, of which hsx_error() gives the HSX_ERR code and hsx_status() the module's own status. Further results are
 * stored through pointers.
 */
#ifndef HSX_SVC_H
#define HSX_SVC_H

#include <hsx/asm.h>
#include <stdint.h>

#ifdef __cplusplus
#define HSX_SVC_SIZE(type, bytes) static_assert(sizeof(type) == (bytes), "layout of " #type)
extern "C" {
#else
#define HSX_SVC_SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), "layout of " #type)
#endif

#define HSX_SVC_NORETURN __attribute__((__noreturn__))

/** A binary16 number. */
typedef _Float16 hsx_f16;

/** Errors of system calls and faults. */
${Object.entries(ERROR_CODES)
  .map(([name, code]) => define(`HSX_ERR_${name}`, hex(code, 4)))
  .join('\n')}

/** The HSX_ERR code of a negative result. */
HSX_INLINE int hsx_error(int result)
{
  return (int)((uint32_t)result >> 16);
}

/** The module's own status of a negative result. */
HSX_INLINE int hsx_status(int result)
{
  return result & 0xffff;
}

HSX_INLINE uint32_t hsx_f16_bits(hsx_f16 value)
{
  union {
    hsx_f16 value;
    uint16_t bits;
  } both;
  both.value = value;
  return both.bits;
}

HSX_INLINE hsx_f16 hsx_f16_from(uint32_t bits)
{
  union {
    uint16_t bits;
    hsx_f16 value;
  } both;
  both.bits = (uint16_t)bits;
  return both.value;
}

HSX_INLINE uint32_t hsx_f32_bits(float value)
{
  union {
    float value;
    uint32_t bits;
  } both;
  both.value = value;
  return both.bits;
}

HSX_INLINE float hsx_f32_from(uint32_t bits)
{
  union {
    uint32_t bits;
    float value;
  } both;
  both.bits = bits;
  return both.value;
}

${SVC_CONSTANTS.filter((g) => g.module === undefined)
  .map(constants)
  .join('\n\n')}

${modules.join('\n\n')}

#undef HSX_SVC_NORETURN
#undef HSX_SVC_SIZE

#ifdef __cplusplus
}
#endif

#endif
`;
}
