import { PSTFile } from 'pst-extractor'
import { PSTNodeInputStream } from 'pst-extractor/dist/PSTNodeInputStream.class.js'
import { Skipped } from './limits.ts'

/** Places of the file that one item or folder may be read from: some hundred times what a large one takes. */
const MOST_STEPS = 3_000_000

/**
 * A mailbox whose tables may be broken on purpose: branches that lead back to themselves, streams that end before they
 * are as long as they say. The library then turns in a circle; here it is stopped.
 */
export class MailboxFile extends PSTFile {
  #steps = 0

  /** What follows is another item. */
  begin(): void {
    this.#steps = 0
  }

  override seek(index: Parameters<PSTFile['seek']>[0]): void {
    if (++this.#steps > MOST_STEPS) throw new Skipped('broken', 'its tables lead in a circle')
    super.seek(index)
  }
}

/** The library waits for bytes behind the end: it compares the numbers of the end as objects, which are never the same. */
PSTNodeInputStream.prototype.readCompletely = function (target: Buffer): void {
  for (let at = 0; at < target.length; ) {
    const read = this.readFromOffset(target, at, target.length - at)
    if (!(read > 0)) throw new Error('a stream ends before its length')
    at += read
  }
}
