/**
 * A fixed piece of work of the kind a compiler does: small objects, lists, maps keyed by text, and text. Its time says
 * how fast this machine is at this moment, so that figures of different machines and hours can be compared.
 */

const NODES = 20_000;

/** Does the work once; gives a number that depends on all of it. */
function work() {
  const nodes = [];
  const byName = new Map();
  for (let i = 0; i < NODES; i++) {
    const node = { id: i, op: i % 7, args: [], users: 0, name: `v${i}` };
    for (let k = 1; k <= 2; k++) {
      const arg = nodes[(Math.imul(i, 2654435761) >>> (10 + k)) % (i + 1)];
      if (arg === undefined) continue;
      node.args.push(arg);
      arg.users++;
    }
    nodes.push(node);
    byName.set(node.name, node);
  }
  const lines = [];
  let sum = 0;
  for (const { name, op, args, users } of nodes) {
    lines.push(`  ${name} = op${op} ${args.map((arg) => arg.name).join(', ')}`);
    sum = (Math.imul(sum, 31) + users) | 0;
  }
  const text = lines.join('\n');
  for (let at = text.indexOf('v'); at >= 0; at = text.indexOf('v', at + 1)) {
    let end = at + 1;
    while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
    sum = (sum + (byName.get(text.slice(at, end))?.users ?? 0)) | 0;
  }
  return sum;
}

/** CPU milliseconds of this process so far, all threads included. */
export function cpuTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Does the work `rounds` times; CPU milliseconds of the fastest. */
export function calibrate(rounds) {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const start = cpuTime();
    work();
    best = Math.min(best, cpuTime() - start);
  }
  return best;
}
