export * from './capabilities.js';
export * from './conditions.js';
export * from './encoding.js';
export * from './errors.js';
export * from './svc.js';
export * from './svc-constants.js';
export * from './svc-structures.js';
export * from './table.js';
