export interface InstalledKernels {
  /** TF.js names of the kernels that are now ours. */
  readonly installed: readonly string[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** Installs each kernel that `install` does not throw for; one that it does is left out, with a line to `log`. */
export async function installEach<Kernel extends { readonly name: string }>(
  kernels: readonly Kernel[],
  install: (kernel: Kernel) => Promise<void>,
  log: (line: string) => void,
): Promise<InstalledKernels> {
  const outcomes = await Promise.allSettled(kernels.map(install));
  const names = (status: string) => kernels.flatMap(({ name }, at) => (outcomes[at]?.status === status ? [name] : []));
  const leftOut = kernels.flatMap(({ name }, at) => {
    const outcome = outcomes[at];
    if (outcome?.status !== 'rejected') return [];
    const { reason: error } = outcome;
    const reason = error instanceof Error ? error.message : String(error);
    log(`Kernel ${name} failed its self-test and is left out: ${reason}`);
    return [{ name, reason }];
  });
  return { installed: names('fulfilled'), leftOut };
}
