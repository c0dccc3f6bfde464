/** The few parts of the WebAssembly interface used here; the compiler's ES library does not describe it. */

export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WasmInterface {
  Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): { module: string; name: string }[];
  };
  Instance: new (
    module: WasmModule,
    imports: Record<string, Record<string, unknown>>,
  ) => { exports: Record<string, unknown> };
  Memory: abstract new () => WasmMemory;
  RuntimeError: new () => Error;
}

export const { Module, Instance, Memory, RuntimeError } = (globalThis as unknown as { WebAssembly: WasmInterface })
  .WebAssembly;
