import type { DataTypeMap, Tensor } from '../tf';

/** The numbers of a tensor, which is disposed of whether they could be read or not. */
export async function readOnce<Type extends 'float32' | 'int32' = 'float32'>(
  tensor: Tensor,
): Promise<DataTypeMap[Type]> {
  try {
    return await tensor.data<Type>();
  } finally {
    tensor.dispose();
  }
}
