/**
 * Checks that a module means something: what the lowering relies on is checked here, so that corrupt or malicious IR becomes a
 * diagnostic. Works for modules from any reader.
 */
import type { Diagnostic } from '@hsx/image';
import { type ControlFlow, controlFlow } from './dominators.js';
import { isTerminator } from './functions.js';
import {
  type Alias,
  type BasicBlock,
  type Constant,
  type Instruction,
  type Function as IRFunction,
  type Module,
  successors,
  type Value,
} from './model.js';
import { Sizedness } from './type-rules.js';
import { typeText } from './types.js';
import { ConstantVerifier } from './verify-constants.js';
import { instructionProblem, phiProblem } from './verify-instruction.js';

/** Problems that are reported of one module. */
const MAX_PROBLEMS = 20;
/** Messages that name a huge type are cut. */
const MAX_MESSAGE = 400;

/** All problems of a module, at most 20, and one per instruction. Empty when the module is sound. */
export function verifyModule(module: Module): Diagnostic[] {
  return new Verifier(module).run();
}

class Verifier {
  private readonly diagnostics: Diagnostic[] = [];
  private readonly sizes = new Sizedness();
  private readonly constants: ConstantVerifier;

  constructor(private readonly module: Module) {
    this.constants = new ConstantVerifier(module, this.sizes);
  }

  run(): Diagnostic[] {
    const { module } = this;
    for (const global of module.globals) {
      if (!this.sizes.isSized(global.valueType) && global.initializer !== undefined) {
        this.report(0, `@${global.name}: ${typeText(global.valueType)} has no size`);
      } else if (global.initializer !== undefined) {
        const { initializer } = global;
        const problem =
          initializer.type === global.valueType
            ? this.constants.problem(initializer)
            : `the initializer is a ${typeText(initializer.type)}, not a ${typeText(global.valueType)}`;
        if (problem !== undefined) this.report(0, `@${global.name}: ${problem}`);
      }
    }
    this.checkAliases();
    for (const fn of module.functions) {
      if (fn.blocks.length > 0 && this.diagnostics.length < MAX_PROBLEMS) this.checkFunction(fn);
    }
    return this.diagnostics;
  }

  private report(line: number, message: string): void {
    if (this.diagnostics.length >= MAX_PROBLEMS) return;
    const shown = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
    this.diagnostics.push({ severity: 'error', file: this.module.path, line, column: 0, message: shown });
  }

  private checkAliases(): void {
    const sound = new Set<Alias>();
    for (const alias of this.module.aliases) {
      const problem = this.constants.problem(alias.aliasee);
      if (problem !== undefined) this.report(0, `@${alias.name}: ${problem}`);
      if (alias.aliasee.type.kind !== 'ptr') this.report(0, `@${alias.name}: an alias of no pointer`);
    }
    for (const alias of this.module.aliases) {
      const path = new Set<Alias>();
      for (let next: Alias | undefined = alias; next !== undefined && !sound.has(next); next = aliasedAlias(next)) {
        if (path.has(next)) {
          this.report(0, `@${alias.name}: an alias of itself`);
          break;
        }
        path.add(next);
      }
      for (const seen of path) sound.add(seen);
    }
  }

  private checkFunction(fn: IRFunction): void {
    const { blocks, functionType } = fn;
    const where = (message: string) => `in @${fn.name}: ${message}`;
    if (fn.args.length !== functionType.params.length) {
      this.report(fn.irLine, where('the parameters do not fit the type'));
      return;
    }
    for (const arg of fn.args) {
      if (!this.sizes.isSized(arg.type) && arg.type.kind !== 'metadata' && arg.type.kind !== 'token') {
        this.report(fn.irLine, where(`the parameter %${arg.name} is of type ${typeText(arg.type)}, which has no size`));
      }
    }
    if (functionType.result.kind !== 'void' && !this.sizes.isSized(functionType.result)) {
      this.report(fn.irLine, where(`the result is of type ${typeText(functionType.result)}, which has no size`));
    }
    const own = new Set(blocks);
    for (const block of blocks) {
      const problem = blockProblem(block, own);
      // Without sound blocks there is no control flow to look at.
      if (problem !== undefined) {
        this.report(block.instructions.at(-1)?.irLine ?? fn.irLine, where(`block %${block.name}: ${problem}`));
        return;
      }
    }
    const flow = controlFlow(fn);
    if (flow.predecessors(blocks[0] as BasicBlock).length > 0) {
      this.report(fn.irLine, where('the entry block has predecessors'));
    }
    const uses = new UseChecker(fn, flow);
    for (const block of blocks) {
      let incoming: Map<BasicBlock, number> | undefined;
      let afterPhis = false;
      for (const instruction of block.instructions) {
        uses.goOn(block);
        let problem = instructionProblem(instruction, fn, this.sizes) ?? this.operandProblem(instruction, uses);
        if (instruction.op === 'phi') {
          incoming ??= countEdges(flow.predecessors(block));
          problem ??= afterPhis ? 'a phi after other instructions' : phiProblem(instruction, incoming);
        } else afterPhis = true;
        if (problem !== undefined) this.report(instruction.irLine, where(problem));
      }
    }
  }

  private operandProblem(instruction: Instruction, uses: UseChecker): string | undefined {
    const { operands } = instruction;
    for (let i = 0; i < operands.length; i++) {
      const problem = this.valueProblem(operands[i] as Value, instruction, i, uses);
      if (problem !== undefined) return problem;
    }
    return instruction.op === 'call' ? this.valueProblem(instruction.callee, instruction, -1, uses) : undefined;
  }

  private valueProblem(value: Value, user: Instruction, index: number, uses: UseChecker): string | undefined {
    switch (value.kind) {
      case 'instruction':
        return uses.problem(value, user, index);
      case 'argument':
        return uses.isArgument(value) ? undefined : `%${value.name} is no parameter of this function`;
      case 'asm':
        return user.op === 'call' && index < 0 ? undefined : 'inline assembly that is not called';
      case 'metadata':
        return user.op === 'call' || user.op === 'unsupported' ? undefined : 'metadata as an operand';
      default:
        return this.constants.problem(value);
    }
  }
}

/** The alias that an alias stands for, through casts and offsets. */
function aliasedAlias(alias: Alias): Alias | undefined {
  let target: Constant | undefined = alias.aliasee;
  while (target?.kind === 'expr') target = target.operands[0];
  return target?.kind === 'alias' ? target : undefined;
}

function blockProblem(block: BasicBlock, own: ReadonlySet<BasicBlock>): string | undefined {
  const { instructions } = block;
  const last = instructions.at(-1);
  if (last === undefined || !isTerminator(last)) return 'no terminator at the end';
  for (const instruction of instructions) {
    if (instruction !== last && isTerminator(instruction)) return 'a terminator in the middle';
  }
  for (const target of successors(last)) {
    if (!own.has(target)) return `the target %${target.name} is no block of this function`;
  }
  return undefined;
}

function countEdges(predecessors: readonly BasicBlock[]): Map<BasicBlock, number> {
  const count = new Map<BasicBlock, number>();
  for (const block of predecessors) count.set(block, (count.get(block) ?? 0) + 1);
  return count;
}

/** Definitions before uses. */
class UseChecker {
  private readonly places = new Map<Instruction, number>();
  private readonly blockOf: BasicBlock[] = [];
  /** Place and block of the instruction whose operands are looked at. */
  private usedAt = -1;
  private usedIn: BasicBlock;

  constructor(
    private readonly fn: IRFunction,
    private readonly flow: ControlFlow,
  ) {
    for (const block of fn.blocks) {
      for (const instruction of block.instructions) {
        this.places.set(instruction, this.blockOf.length);
        this.blockOf.push(block);
      }
    }
    this.usedIn = fn.blocks[0] as BasicBlock;
  }

  /** To the next instruction of the function, which is one of `block`. */
  goOn(block: BasicBlock): void {
    this.usedAt++;
    this.usedIn = block;
  }

  isArgument(value: Value & { kind: 'argument' }): boolean {
    return this.fn.args[value.index] === value;
  }

  problem(definition: Instruction, user: Instruction, index: number): string | undefined {
    const definedAt = this.places.get(definition);
    if (definedAt === undefined) return `%${definition.name} is no instruction of this function`;
    const definedIn = this.blockOf[definedAt] as BasicBlock;
    let { usedIn } = this;
    if (user.op === 'phi') {
      // A phi uses its value at the end of the predecessor.
      usedIn = user.blocks[index] ?? usedIn;
      if (usedIn === definedIn) return undefined;
    } else if (usedIn === definedIn) {
      if (definedAt < this.usedAt || !this.flow.isReachable(usedIn)) return undefined;
      return `%${definition.name} is used before its definition`;
    }
    if (usedIn.function !== this.fn || !this.flow.isReachable(usedIn) || this.flow.dominates(definedIn, usedIn)) {
      return undefined;
    }
    return `the definition of %${definition.name} does not dominate its use`;
  }
}
