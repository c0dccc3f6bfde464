import { describeConformance } from '../testing/conformance.js';
import { createTestVm } from '../testing/test-vm.js';

describeConformance('the interpreter', () => createTestVm('interpreter'));
