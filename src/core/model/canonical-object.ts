import { z } from 'zod'

/**
 * A strict object whose parser gives its keys in the order of RFC 8785, whatever the order in which its fields are told of
 * here: what is signed and filed need not be put in order anew each time that it is written.
 */
export const canonicalObject = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> => z.strictObject(inKeyOrder(shape))

function inKeyOrder<S extends z.ZodRawShape>(shape: S): S {
  const ordered = { ...shape }
  for (const key of Object.keys(shape).toSorted()) {
    Reflect.deleteProperty(ordered, key)
    Reflect.set(ordered, key, shape[key])
  }
  return ordered
}
