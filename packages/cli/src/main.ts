export async function main(_tool: string | null): Promise<void> {}
