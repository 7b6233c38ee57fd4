import { request } from 'node:http'
import { sealedInvite } from '../core/model/near.ts'
import { ProblemError, type Problem } from '../core/model/problem.ts'

/** Milliseconds, and bytes of an answer, at the most. */
const patience = 4000
const longestAnswer = 5000

/**
 * Fetches the sealed invite that another computer’s meeting point gives for a code or an announced name.
 * @param address IPv4 address and port
 * @throws {ProblemError} `near-unreachable`, `near-unknown`, `near-busy`.
 */
export function askNear(address: string, locator: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (problem: Problem): void => {
      reject(new ProblemError(problem))
      asked.destroy()
    }
    const asked = request(`http://${address}/near/${locator}`, { agent: false, signal: AbortSignal.timeout(patience) }, (answer) => {
      const { statusCode } = answer
      if (statusCode === 429) return refuse(busy(address))
      if (statusCode !== 200) return refuse(unknown(address))
      let text = ''
      answer.setEncoding('latin1')
      answer.on('error', () => refuse(unreachable(address)))
      answer.on('data', (part: string) => {
        text += part
        if (text.length > longestAnswer) refuse(unknown(address))
      })
      answer.on('end', () => {
        const invite = sealedInvite.safeParse(text).data
        if (invite === undefined) refuse(unknown(address))
        else resolve(invite)
      })
    })
    asked.on('error', () => reject(new ProblemError(unreachable(address))))
    asked.end()
  })
}

const kept = 'Nothing was joined and nothing was changed.'

const unreachable = (address: string): Problem => ({
  code: 'near-unreachable',
  happened: `Nobody answers at ${address}.`,
  kept,
  todo: 'Compare the address with the one that your colleague’s screen shows, and check that both computers are on the same network.',
})

const unknown = (address: string): Problem => ({
  code: 'near-unknown',
  happened: `At ${address} there is no huddle with this code.`,
  kept,
  todo: 'Compare the code with the one that your colleague’s screen shows. It ends with the huddle.',
})

const busy = (address: string): Problem => ({
  code: 'near-busy',
  happened: `The computer at ${address} has been asked too often.`,
  kept,
  todo: 'Wait half a minute, then try again.',
})
