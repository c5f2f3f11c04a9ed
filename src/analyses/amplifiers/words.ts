import { accountName, withFollowers } from '../scope.ts'
import type { Said, Teller } from '../sentence.ts'
import type { Account } from './accounts.ts'

/** "@ann", or the account's id where no handle is known. */
const nameOf = (account: Account): string => accountName(account) ?? account.account_id

export const named = (t: Teller, account: Account): string => t.name(nameOf(account))

/** "@ann (1,000 followers)" */
export const followed = (t: Teller, account: Account): Said =>
  withFollowers(t, nameOf(account), account.followers)
