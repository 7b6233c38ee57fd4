import { z } from 'zod'

/**
 * Fills a schema with a value in which every leaf can be told from every other, and lists what it says: a field that
 * is added tomorrow is filled and listed too, and a kind of field that this does not know how to fill is an error.
 */
export interface Fact {
  /** `present.0.card.name` */
  readonly path: string
  readonly value: unknown
  /** What could have stood there instead; `absent` where the field may be left out. */
  readonly instead: readonly unknown[]
}

export const absent = Symbol('absent')

/** A fact's place in the schema, whichever entry of a list it stands in: `present.*.card.name`. */
export const placeOf = ({ path }: Fact): string => path.replaceAll(/\.\d+(?=\.|$)/g, '.*')

interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** @param variant which alternative to take wherever the schema has several. */
export function filled(schema: z.ZodType, variant = 0, seed = 0): { value: unknown; facts: readonly Fact[] } {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  const facts: Fact[] = []
  let count = seed
  const next = (): number => (count += 1)

  function fill(at: Shape, path: string, tell: (fact: Fact) => void): unknown {
    const fact = <T>(value: T, ...instead: readonly unknown[]): T => {
      tell({ path, value, instead })
      return value
    }
    if (at.const !== undefined) return at.const
    if (at.enum) {
      const value = at.enum[next() % at.enum.length]
      return fact(value, ...at.enum.filter((other) => other !== value))
    }
    if (at.oneOf) {
      const others = at.oneOf.filter((_, index) => index !== variant % (at.oneOf?.length ?? 1))
      const chosen = at.oneOf[variant % at.oneOf.length] ?? {}
      return fact(fill(chosen, path, tell), ...others.map((other) => fill(other, path, () => undefined)))
    }
    switch (at.type) {
      case 'boolean':
        return fact(next() % 2 === 0, count % 2 !== 0)
      case 'integer':
        return fact((at.minimum ?? 0) + (next() % ((at.maximum ?? 9) - (at.minimum ?? 0))), at.maximum ?? 9)
      case 'string':
        return fact(textFor(at, next()), textFor(at, next()))
      case 'array': {
        const items = [0, 1].map((index) => fill(at.items ?? {}, `${path}.${index}`, tell))
        return fact(items, items.slice(0, 1))
      }
      case 'object': {
        const entries = Object.entries(at.properties ?? {}).map(([key, part]) => {
          const inside = path === '' ? key : `${path}.${key}`
          const value = fill(part, inside, tell)
          if (!at.required?.includes(key)) tell({ path: inside, value, instead: [absent] })
          return [key, value]
        })
        return Object.fromEntries(entries)
      }
      default:
        throw new Error(`nobody has said how to fill ${path}: ${JSON.stringify(at)}`)
    }
  }
  return { value: fill(shape, '', (fact) => facts.push(fact)), facts }
}

/** A text of the form that a field asks for, another one for each number; it needs escaping wherever it may. */
function textFor({ pattern, format }: Shape, number: number): string {
  if (format === 'date-time') return new Date(Date.UTC(2026, 5, 1) + number * 61 * 60_000).toISOString()
  if (format === 'date') return new Date(Date.UTC(2030, 0, number)).toISOString().slice(0, 10)
  switch (pattern) {
    case undefined:
      return `<${number}&fact>`
    case '^[0-9a-f]{32}$':
      return (0xfac70000 + number).toString(16).padStart(32, '0')
    case '^[A-Za-z0-9_-]{43}$':
    case '^[A-Za-z0-9_-]{86}$':
      // The last sign of base64url carries only some of its bits: nought fits every length.
      return `${number}-`.padEnd(Number(/\d+/.exec(pattern.slice(-5))?.[0]), 'A')
    case '^\\d{10}$':
      return numberWithCheckDigit(number)
    default:
      throw new Error(`nobody has said what text fits ${pattern}`)
  }
}

/** From 999 000 0000 on, the next that a check digit exists for. */
function numberWithCheckDigit(number: number): string {
  const nine = String(999_000_000 + number)
  const sum = Array.from(nine, Number).reduce((total, digit, index) => total + digit * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? numberWithCheckDigit(number + 1000) : `${nine}${check}`
}

/** The value with something else at a fact's place. */
export function withInstead(value: unknown, path: string, instead: unknown): unknown {
  const [key = '', ...rest] = path.split('.')
  if (Array.isArray(value)) return value.map((part: unknown, index) => (String(index) === key ? inside(part, rest, instead) : part))
  if (typeof value !== 'object' || value === null) throw new Error(`there is no ${path}`)
  const entries = Object.entries(value).flatMap(([name, part]) => {
    if (name !== key) return [[name, part]]
    return rest.length === 0 && instead === absent ? [] : [[name, inside(part, rest, instead)]]
  })
  return Object.fromEntries(entries)
}

const inside = (part: unknown, rest: readonly string[], instead: unknown): unknown =>
  rest.length === 0 ? instead : withInstead(part, rest.join('.'), instead)
