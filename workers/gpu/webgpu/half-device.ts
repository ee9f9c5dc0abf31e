/** The feature of an adapter and a device that lets programs compute with numbers of 16 bits. */
export const HALF_FEATURE = 'shader-f16';

/** Stands in each program of ours that computes with them. */
export const IN_HALF = '// in half precision';

/**
 * Runs `start`, in which TF.js asks for its adapter and its device, and has the device asked for half precision too where the adapter offers it. TF.js has a
 * fixed list of features, and no place for an extension at the head of a program; all else that it asks for stays its own.
 */
export async function withHalf<T>(gpu: GPU, start: () => Promise<T>): Promise<T> {
  const original = gpu.requestAdapter.bind(gpu);
  gpu.requestAdapter = async (options) => {
    const adapter = await original(options);
    if (adapter?.features.has(HALF_FEATURE)) askForHalf(adapter);
    return adapter;
  };
  try {
    return await start();
  } finally {
    // What was put over the method of its class.
    Reflect.deleteProperty(gpu, 'requestAdapter');
  }
}

/** A device that is refused with half precision is asked for without: an adapter gives one device, but a refusal costs it nothing. */
function askForHalf(adapter: GPUAdapter): void {
  const original = adapter.requestDevice.bind(adapter);
  adapter.requestDevice = async (descriptor) => {
    const requiredFeatures = [...(descriptor?.requiredFeatures ?? []), HALF_FEATURE] as const;
    const device = await original({ ...descriptor, requiredFeatures }).catch(() => original(descriptor));
    const compile = device.createShaderModule.bind(device);
    device.createShaderModule = (program) => compile({ ...program, code: withExtension(program.code) });
    return device;
  };
}

/** The extension is declared only where it is used: what TF.js compiles is as ever. */
export const withExtension = (code: string): string => (code.includes(IN_HALF) ? `enable f16;\n${code}` : code);
