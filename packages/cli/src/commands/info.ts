/** `hsx info`: a summary of any artefact for people. */
import { EXIT } from '@hsx/cc';
import { HXE_FLAGS, halfToJson, type ObjectFile, sectionName } from '@hsx/image';
import { capabilityNames } from '@hsx/isa';
import { type Artefact, readArtefact, warnings } from '../artefact.js';
import { CodeSymbols } from '../code-symbols.js';
import { newCommand, parseArguments } from '../command-line.js';
import type { CommandRunner } from '../context.js';
import { hex } from '../operand-values.js';
import { printableLine } from '../printable.js';

export const info: CommandRunner = async (args, context) => {
  const command = newCommand(context.program, context)
    .description('What an image, object or archive is, what it needs and what it contains.')
    .argument('<file...>', 'images, objects, archives')
    .option('--json', 'as JSON');
  parseArguments(command, args);
  const artefacts = command.args.map((path) => readArtefact(path, warnings(context)));
  if (command.opts<{ json?: true }>().json) {
    context.terminal.out(`${JSON.stringify(artefacts.map(summary), null, 2)}\n`);
  } else {
    const { bold } = context.terminal.outColours;
    context.terminal.out(artefacts.map((artefact) => render(summary(artefact), bold)).join('\n'));
  }
  return EXIT.ok;
};

/** A summary: facts by name, and tables by name. It is also what `--json` prints. */
interface Summary {
  file: string;
  kind: string;
  facts: Record<string, string | number>;
  tables: Record<string, Record<string, string | number>[]>;
  manifest?: unknown;
}

function summary(artefact: Artefact): Summary {
  switch (artefact.kind) {
    case 'image':
      return imageSummary(artefact);
    case 'object':
      return { file: artefact.path, kind: 'HXO object', ...objectSummary(artefact.object) };
    case 'archive':
      return {
        file: artefact.path,
        kind: 'HXA archive',
        facts: { members: artefact.archive.members.length, file_size: artefact.size },
        tables: {
          members: artefact.archive.members.map(({ name, object }) => ({
            name,
            level: object.isa,
            ...Object.fromEntries(Object.entries(sizesByKind(object)).filter(([, size]) => size > 0)),
          })),
        },
      };
  }
}

function imageSummary({ path, size, image, sym }: Extract<Artefact, { kind: 'image' }>): Summary {
  const { header, layout, metadata, sections, manifest } = image;
  const entryName = new CodeSymbols(sym).nameAt(header.entry);
  const flags = Object.entries(HXE_FLAGS).filter(([, bit]) => (header.flags & bit) !== 0);
  const region = (name: string, start: number, end: number, access: string) => ({
    region: name,
    start: hex(start),
    end: hex(end),
    bytes: end - start,
    access,
  });
  return {
    file: path,
    kind: 'HXE image',
    facts: {
      version: header.version,
      app_name: header.appName || '(none)',
      entry: hex(header.entry) + (entryName === undefined ? '' : ` ${entryName}`),
      level: (header.reqCaps & (1 << 16)) === 0 ? 'core' : 'ext',
      capabilities: capabilityNames(header.reqCaps).join(', ') || '(none)',
      flags: flags.map(([name]) => name).join(', ') || '(none)',
      ...(header.version === 3 ? { abi: `${header.abi >> 8}.${header.abi & 0xff}`, mailboxes: header.mailboxes } : {}),
      crc32: `${hex(header.crc32, 8)} (good)`,
      file_size: size,
      symbols:
        sym === undefined
          ? '(none)'
          : `${sym.symbols.functions.length} functions, ${sym.symbols.variables.length} variables`,
    },
    tables: {
      memory: [
        region('code', 0, header.codeLen, 'execute'),
        region('rodata', layout.roBase, layout.roEnd, 'read'),
        region('data', layout.dataBase, layout.dataEnd, 'read, write'),
        region('bss', layout.bssBase, layout.bssEnd, 'read, write'),
        region('heap', layout.heapBase, layout.heapEnd, 'read, write'),
        region('stack', layout.stackBase, layout.stackLimit, 'read, write'),
      ].filter(({ bytes }) => bytes > 0),
      sections: sections.map(({ type, offset, bytes, count }) => ({
        section: sectionName(type) ?? `type ${type}`,
        offset: hex(offset),
        bytes: bytes.length,
        entries: count,
      })),
      values: metadata.values.map((value) => ({
        oid: `${value.group}:${value.id}`,
        name: value.name,
        group: value.group_name,
        unit: value.unit,
        init: halfToJson(value.init),
        range: Number.isNaN(value.min) || (value.min === 0 && value.max === 0) ? '' : `${value.min}..${value.max}`,
        flags: value.flags,
        auth: value.auth,
      })),
      commands: metadata.commands.map((command) => ({
        oid: `${command.group}:${command.id}`,
        name: command.name,
        group: command.group_name,
        handler: hex(command.handler),
        help: command.help,
        flags: command.flags,
        auth: command.auth,
      })),
      mailboxes: metadata.mailboxes.map(({ target, capacity, mode_mask }) => ({
        target,
        capacity: capacity ?? 'default',
        mode: mode_mask ?? 'default',
      })),
    },
    ...(manifest === undefined ? {} : { manifest }),
  };
}

function objectSummary(object: ObjectFile): Pick<Summary, 'facts' | 'tables'> {
  const names = (wanted: (section: string) => boolean) =>
    object.symbols.filter(({ section, bind }) => wanted(section) && bind !== 'local').map(({ name }) => name);
  return {
    facts: {
      level: object.isa,
      source: object.source,
      entry: object.entry ?? '(none)',
      defines: names((section) => section !== 'undef').join(', ') || '(nothing)',
      needs: names((section) => section === 'undef').join(', ') || '(nothing)',
      relocations: object.relocs.length,
    },
    tables: {
      sections: [...object.sections.values()].map(({ name, size, align }) => ({ section: name, bytes: size, align })),
      values: object.metadata.values.map(({ group, id, name }) => ({ oid: `${group}:${id}`, name })),
      commands: object.metadata.commands.map(({ group, id, name, handler }) => ({
        oid: `${group}:${id}`,
        name,
        handler,
      })),
      mailboxes: object.metadata.mailboxes.map(({ target }) => ({ target })),
    },
  };
}

function sizesByKind(object: ObjectFile): Record<string, number> {
  const sizes: Record<string, number> = { text: 0, rodata: 0, data: 0, bss: 0 };
  for (const { name, size } of object.sections.values()) {
    const kind = name.split('.', 1)[0] as string;
    sizes[kind] = (sizes[kind] ?? 0) + size;
  }
  return sizes;
}

function render({ file, kind, facts, tables, manifest }: Summary, bold: (text: string) => string): string {
  const lines = [bold(`${printableLine(file)}: ${kind}`)];
  for (const [name, value] of Object.entries(facts))
    lines.push(`  ${`${name.replaceAll('_', ' ')}:`.padEnd(14)} ${printableLine(String(value))}`);
  for (const [name, rows] of Object.entries(tables)) {
    if (rows.length > 0) lines.push('', bold(name), ...tableLines(rows));
  }
  if (manifest !== undefined)
    lines.push(
      '',
      bold('manifest'),
      ...JSON.stringify(manifest, null, 2)
        .split('\n')
        .map((line) => `  ${line}`),
    );
  return `${lines.join('\n')}\n`;
}

function tableLines(rows: readonly Record<string, string | number>[]): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [names, ...rows.map((row) => names.map((name) => printableLine(String(row[name] ?? ''))))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => (row[column] as string).length)));
  const numeric = names.map((name) => rows.every((row) => typeof (row[name] ?? 0) === 'number'));
  return cells.map((row) =>
    `  ${row
      .map((cell, column) =>
        numeric[column] ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number),
      )
      .join('  ')}`.trimEnd(),
  );
}
