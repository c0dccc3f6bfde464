/** What the parts of one generated program share. */
import { defineRecord, type RecordType, randomRecord, type ScalarMix, type Type } from './c-types.js';
import { Random } from './random.js';

/** An object that code may read, and write where `writable`. */
export interface Place {
  path: string;
  type: Type;
  writable: boolean;
  volatile?: boolean;
}

/** A function that code may call. */
export interface Callable {
  name: string;
  params: Type[];
  result: Type | undefined;
  /** Statements that one call executes, about. */
  cost: number;
}

export interface ProgramOptions extends ScalarMix {
  /** Signed arithmetic is written plainly; the program needs -fwrapv. */
  wrapv: boolean;
}

/** A unit under construction: a set of declarations with one function that runs and hashes everything. */
export class UnitState {
  readonly random: Random;
  readonly options: ProgramOptions;
  /** In front of every name at file scope, so that units can share a file. */
  readonly prefix: string;
  readonly records: RecordType[] = [];
  readonly globals: Place[] = [];
  readonly functions: Callable[] = [];
  readonly lines: string[] = [];
  private names = 0;

  constructor(seed: number, prefix: string, options: ProgramOptions) {
    this.random = new Random(seed);
    this.prefix = prefix;
    this.options = options;
  }

  /** A name at file scope. */
  globalName(stem: string): string {
    return `${this.prefix}${stem}${this.names++}`;
  }

  /** A name inside a function. */
  localName(stem: string): string {
    return `${stem}${this.names++}`;
  }

  emit(...lines: string[]): void {
    for (const line of lines) this.lines.push(...line.split('\n'));
  }

  /** Defines a new record type and an object of it, so that every record type has one to pass around. */
  addRecord(maxFields?: number): RecordType {
    const record = randomRecord(this.random, this.globalName('s'), this.records, this.options, maxFields);
    this.emit(defineRecord(record));
    this.records.push(record);
    const path = this.globalName('g');
    this.emit(`static ${record.name} ${path};`);
    this.globals.push({ path, type: record, writable: true });
    return record;
  }
}
