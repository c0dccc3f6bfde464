/** Random calls on a file, with what C asks for between reading and writing. */
import type { Random } from '../random.js';
import { type Call, OPERATION, RecordWriter } from './record.js';

const MODES = ['w+', 'r+', 'a+', 'r', 'w', 'a', 'w+b', 'r+b', 'ab', 'w+x'];
const ACTIONS = [
  ...[
    'fopen',
    'freopen',
    'fclose',
    'fgetc',
    'fgets',
    'fread',
    'fgetc and ungetc',
    'fscanf',
    'fputc',
    'fwrite',
    'fputs',
  ],
  ...[
    'fprintf',
    'fflush',
    'fseek SEEK_SET',
    'fseek SEEK_CUR',
    'fseek SEEK_END',
    'rewind',
    'ftell',
    'fgetpos',
    'fsetpos',
  ],
  'feof, ferror, clearerr',
];
const action = (name: string) => ACTIONS.indexOf(name);
const READS = ['fgetc', 'fgets', 'fread', 'fgetc and ungetc', 'fscanf'].map(action);
const WRITES = ['fputc', 'fwrite', 'fputs', 'fprintf'].map(action);
const OTHERS = ['fseek SEEK_SET', 'fseek SEEK_CUR', 'fseek SEEK_END', 'rewind', 'ftell', 'fgetpos', 'fsetpos'].map(
  action,
);

export function fileCalls(random: Random): Call {
  const steps: [action: number, n: number][] = [];
  let mode: string | undefined;
  let last: 'nothing' | 'reading' | 'writing' | 'put back' = 'nothing';
  const open = () => {
    const index = random.chance(0.3) ? 0 : random.below(MODES.length);
    const again = mode !== undefined;
    mode = MODES[index] as string;
    const buffering = random.chance(0.4) ? ((random.below(4) + 1) % 4) | (random.between(2, 300) << 2) : 0;
    steps.push([action(again ? 'freopen' : 'fopen'), index | (buffering << 4)]);
    // Where a stream that appends begins is the library's choice.
    if (mode.startsWith('a')) steps.push([action('fseek SEEK_END'), 0]);
    last = 'nothing';
  };
  open();
  for (let i = random.between(3, 60); i > 0; i--) {
    if (mode === undefined || random.chance(0.04)) {
      // A stream without a mode is closed; one that could not be opened is told apart by the driver.
      if (mode !== undefined && random.chance(0.7)) {
        steps.push([action('fclose'), 0]);
        mode = undefined;
      }
      open();
      continue;
    }
    const reads = mode.startsWith('r') || mode.includes('+');
    const writes = !mode.startsWith('r') || mode.includes('+');
    const kind = random.pick(['read', 'read', 'write', 'write', 'other', 'status'] as const);
    if (kind === 'status') {
      steps.push([action('feof, ferror, clearerr'), random.below(2)]);
    } else if (kind === 'other') {
      const what = random.pick(OTHERS);
      // A character that was put back has no place, and only a seek that succeeds takes it away.
      if (last === 'put back' && !['fseek SEEK_SET', 'rewind'].includes(ACTIONS[what] as string)) continue;
      const off = what === action('fseek SEEK_SET') ? random.below(500) : random.between(-40, 20);
      steps.push([what, off]);
      if (what !== action('ftell') && what !== action('fgetpos')) {
        // fsetpos without a place does nothing.
        steps.push([action('fseek SEEK_CUR'), 0]);
        last = 'nothing';
      }
    } else if (kind === 'read' && reads) {
      if (last === 'writing') steps.push([random.pick([action('fflush'), action('fseek SEEK_CUR')]), 0]);
      const what = random.pick(READS);
      // At least one element, of at least one byte, and of a line one, too: else what was put back would still be there.
      const elements = random.between(8, random.pick([30, 300, 2000])) | 1;
      steps.push([what, what === action('fread') ? elements : random.between(1, 255)]);
      last = what === action('fgetc and ungetc') || what === action('fscanf') ? 'put back' : 'reading';
    } else if (kind === 'write' && writes) {
      // From reading to writing by a place that does not depend on what was put back.
      if (last === 'reading') steps.push([action('fseek SEEK_CUR'), 0]);
      if (last === 'put back') steps.push([action('fseek SEEK_SET'), random.below(200)]);
      steps.push([random.pick(WRITES), random.below(random.pick([10, 60, 300]))]);
      last = 'writing';
    }
  }
  const record = new RecordWriter(OPERATION.files).half(steps.length);
  for (const [what, n] of steps) record.byte(what).half(n);
  const shown = steps.map(([what, n]) =>
    what < 2 ? `${ACTIONS[what]} ${MODES[n % 16]} buffering ${n >> 4}` : `${ACTIONS[what]} ${n}`,
  );
  return { text: `a file after: ${shown.join('; ')}`, record: record.finish() };
}
