export * from './executive.js';
export * from './host.js';
export * from './run-task.js';
