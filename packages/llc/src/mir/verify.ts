/** Checks machine functions in SSA form, before register allocation. */
import { HsxError } from '@hsx/isa';
import { isTerminator } from './effects.js';
import { isPhysical, type MachineFunction, type MBlock, type MInst } from './machine.js';
import { instructionText } from './text.js';

/**
 * Verifies structure and SSA form: terminators, edges, PHIs, one definition per virtual register that dominates all uses.
 * @throws HsxError EINVAL naming the first defect.
 */
export function verifyMachine(fn: MachineFunction): void {
  const fail = (block: MBlock, inst: MInst | undefined, what: string): never => {
    const where = inst === undefined ? '' : `: ${instructionText(inst)}`;
    throw new HsxError(
      'EINVAL',
      `internal: bad machine code in ${fn.name}, block ${block.id} (${block.name})${where}: ${what}`,
    );
  };
  const definedIn = new Map<number, MBlock>();
  const ids = new Set<number>();
  for (const block of fn.blocks) {
    if (ids.has(block.id)) fail(block, undefined, 'two blocks with one number');
    ids.add(block.id);
    block.insts.forEach((inst, i) => {
      if (isTerminator(inst.op) !== (i === block.insts.length - 1))
        fail(block, inst, 'a block has one terminator, at its end');
      if (inst.op === 'PHI' && i > 0 && block.insts[i - 1]?.op !== 'PHI')
        fail(block, inst, 'a PHI after something else');
      for (const def of inst.defs) {
        if (isPhysical(def)) continue;
        if (def >= fn.nextVirtual) fail(block, inst, `v${def} was never given out`);
        if (definedIn.has(def)) fail(block, inst, `v${def} is defined twice`);
        definedIn.set(def, block);
      }
    });
    const last = block.insts.at(-1);
    if (last === undefined) return fail(block, undefined, 'it is empty');
    const targets = new Set(last.targets ?? []);
    if (targets.size !== new Set(block.succs).size || block.succs.some((succ) => !targets.has(succ)))
      fail(block, last, 'successors differ from targets');
    for (const succ of block.succs)
      if (!succ.preds.includes(block)) fail(block, last, `block ${succ.id} does not know it`);
    for (const pred of block.preds)
      if (!pred.succs.includes(block)) fail(block, undefined, `block ${pred.id} does not lead to it`);
  }
  checkDominance(fn, definedIn, fail);
}

/** Each use is reached only through its definition: walks up from upward-exposed uses, which must not pass the entry. */
function checkDominance(
  fn: MachineFunction,
  definedIn: ReadonlyMap<number, MBlock>,
  fail: (block: MBlock, inst: MInst | undefined, what: string) => never,
): void {
  const entry = fn.blocks[0];
  const exposed = new Map<number, Set<MBlock>>();
  const expose = (reg: number, block: MBlock, inst: MInst) => {
    if (!definedIn.has(reg)) fail(block, inst, `v${reg} is never defined`);
    let set = exposed.get(reg);
    if (set === undefined) {
      set = new Set();
      exposed.set(reg, set);
    }
    set.add(block);
  };
  for (const block of fn.blocks) {
    const here = new Set<number>();
    for (const inst of block.insts) {
      if (inst.op === 'PHI') {
        if (inst.uses.length !== inst.targets?.length) fail(block, inst, 'operands and predecessors differ in number');
        for (const pred of block.preds)
          if (!inst.targets?.includes(pred)) fail(block, inst, `nothing from block ${pred.id}`);
        inst.uses.forEach((use, i) => {
          const pred = inst.targets?.[i];
          if (isPhysical(use)) fail(block, inst, 'a physical register in a PHI');
          if (pred !== undefined && block.preds.includes(pred) && definedIn.get(use) !== pred) expose(use, pred, inst);
        });
      } else for (const use of inst.uses) if (!isPhysical(use) && !here.has(use)) expose(use, block, inst);
      for (const def of inst.defs) here.add(def);
    }
  }
  for (const [reg, blocks] of exposed) {
    const home = definedIn.get(reg);
    const seen = new Set<MBlock>(blocks);
    for (const block of seen) {
      if (block === home) {
        if (blocks.has(block)) fail(block, undefined, `v${reg} is used before its definition`);
        continue;
      }
      if (block === entry) fail(block, undefined, `v${reg} is used on a path without its definition`);
      for (const pred of block.preds) seen.add(pred);
    }
  }
}
