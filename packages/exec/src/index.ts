export * from './call-error.js';
export * from './executive.js';
export * from './files/file-system.js';
export * from './files/memory-files.js';
export * from './files/read-only.js';
export * from './host.js';
export * from './run-task.js';
